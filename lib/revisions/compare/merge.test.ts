import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseContent } from "@/lib/text/content";
import { fromTextarea, toTextarea } from "@/lib/text/markdown-lite";
import type { Content, TopBlock } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import {
  edited,
  generateContent,
  generatePairs,
  type MergePair,
  randomFrom,
  wordCounts,
} from "@/tests/support/merge-pairs";
import { workOf } from "@/tests/support/work";
import { undo } from "../kind";
import { proseKind } from "../prose/prose";
import { mergeProse, resolveProse } from "./merge";
import { mergeOrder } from "./merge-order";

/** Builds a page of named blocks: "a1: text". */
function page(...lines: string[]): Content {
  const content = lines.map((line) => {
    const [name = "", text = ""] = line.split(/: ?/, 2);
    const nodes = text.split(/(\*[^*]+\*)/).filter(Boolean);
    return {
      type: "paragraph",
      attrs: { id: name.padEnd(6, "0") },
      content: nodes.map((part) =>
        part.startsWith("*")
          ? { type: "text", text: part.slice(1, -1), marks: [{ type: "bold" }] }
          : { type: "text", text: part },
      ),
    };
  });
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content } });
}
const names = (content: Content) =>
  content.doc.content.map((block) => block.attrs.id.replace(/0+$/, "")).join(" ");
const texts = (content: Content) => contentText(content).split("\n\n");
const block = (content: Content, n = 0) => content.doc.content[n] as TopBlock;

describe("blocks", () => {
  const base = page("a: one", "b: two", "c: three");

  test("merges edits of different blocks, additions, removals and moves", () => {
    const result = mergeProse(
      base,
      page("a: one!", "b: two", "n: new", "c: three"),
      page("c: three", "a: one", "m: mine"),
    );
    expect(result).toMatchObject({ clean: true, merged: true });
    expect(texts(result.content)).toEqual(["three", "one!", "new", "mine"]);
  });

  test("places additions at one position in order: theirs, then mine", () => {
    expect(
      names(
        mergeProse(
          base,
          page("a: one", "t: t", "b: two", "c: three"),
          page("a: one", "m: m", "k: k", "b: two", "c: three"),
        ).content,
      ),
    ).toBe("a t m k b c");
    expect(
      names(
        mergeProse(
          base,
          page("t: t", "a: one", "b: two", "c: three"),
          page("m: m", "a: one", "b: two", "c: three"),
        ).content,
      ),
    ).toBe("t m a b c");
    expect(names(mergeProse(page(), page("t: t"), page("m: m")).content)).toBe("t m");
  });

  test("keeps an equal addition by both once", () => {
    const result = mergeProse(
      base,
      page("a: one", "t: new", "b: two", "c: three"),
      page("a: one", "m: new", "b: two", "c: three", "k: end"),
    );
    expect(names(result.content)).toBe("a t b c k");
  });

  test("applies a move by one side and an edit by the other to the same block", () => {
    expect(
      texts(
        mergeProse(base, page("c: three", "a: one", "b: two"), page("a: one", "b: two", "c: three 3"))
          .content,
      ),
    ).toEqual(["three 3", "one", "two"]);
  });

  test("keeps their position of a block that both moved", () => {
    expect(
      names(
        mergeProse(base, page("b: two", "c: three", "a: one"), page("b: two", "a: one", "c: three")).content,
      ),
    ).toBe("b c a");
  });

  test("reports a conflict with the text if one side removed and the other edited", () => {
    const theyRemoved = mergeProse(
      base,
      page("a: one", "c: three"),
      page("a: one", "b: two and a half", "c: three"),
    );
    expect(theyRemoved.conflicts).toMatchObject([
      { id: "b00000", kind: "block", theirs: null, after: "a00000", canKeepBoth: false },
    ]);
    expect(names(theyRemoved.content)).toBe("a c");
    expect(
      texts(resolveProse(theyRemoved.content, theyRemoved.conflicts, { b00000: { take: "mine" } }).content),
    ).toEqual(["one", "two and a half", "three"]);
    const iRemoved = mergeProse(
      base,
      page("a: one", "b: two and a half", "c: three"),
      page("a: one", "c: three"),
    );
    expect(iRemoved.conflicts).toMatchObject([{ id: "b00000", mine: null }]);
    expect(names(iRemoved.content)).toBe("a b c");
    expect(
      names(resolveProse(iRemoved.content, iRemoved.conflicts, { b00000: { take: "mine" } }).content),
    ).toBe("a c");
    expect(
      names(resolveProse(iRemoved.content, iRemoved.conflicts, { b00000: { take: "both" } }).content),
    ).toBe("a b c");
  });

  test("reports a conflict if both added one id with different text", () => {
    expect(mergeProse(page(), page("a: x"), page("a: y")).conflicts).toMatchObject([
      { base: null, canKeepBoth: true },
    ]);
  });
});

describe("within a block", () => {
  const one = (text: string) => page(`a: ${text}`);
  const base = one("The Code provides for preservation of stored data and for search.");
  const merged = (theirs: string, mine: string) => {
    const result = mergeProse(base, one(theirs), one(mine));
    return result.clean ? texts(result.content)[0] : null;
  };

  test("merges edits of different words", () => {
    expect(
      merged(
        "The Penal Code provides for preservation of stored data and for search.",
        "The Code provides for preservation of stored data and for search and seizure.",
      ),
    ).toBe("The Penal Code provides for preservation of stored data and for search and seizure.");
  });

  test("applies an identical edit by both once", () => {
    expect(
      merged(
        "The Code provides for expedited preservation of stored data and for search.",
        "The Code provides for expedited preservation of stored data.",
      ),
    ).toBe("The Code provides for expedited preservation of stored data.");
  });

  test("reports a conflict for edits of the same or adjacent words", () => {
    expect(
      merged(
        "The Act provides for preservation of stored data and for search.",
        "The Law provides for preservation of stored data and for search.",
      ),
    ).toBeNull();
    expect(
      merged(
        "The Act provides for preservation of stored data and for search.",
        "The Code allows for preservation of stored data and for search.",
      ),
    ).toBeNull();
    expect(
      merged(
        "The Code provides for preservation of stored data and for search. Also.",
        "The Code provides for preservation of stored data and for search. More.",
      ),
    ).toBeNull();
  });

  test("keeps emphasis and merges it like words", () => {
    const result = mergeProse(
      base,
      one("The *Code* provides for preservation of stored data and for search."),
      one("The Code provides for preservation of stored data and for *search and seizure*."),
    );
    expect(JSON.stringify(block(result.content))).toContain(
      '{"type":"text","marks":[{"type":"bold"}],"text":"Code"}',
    );
    expect(JSON.stringify(block(result.content))).toContain(
      '{"type":"text","marks":[{"type":"bold"}],"text":"search and seizure"}',
    );
  });

  const list = (text: string): Content => {
    const content = fromTextarea(text, { newId: () => "list00" });
    return content;
  };

  test("keeps items both added at one place and merges edited items", () => {
    const result = mergeProse(
      list("- one\n- two"),
      list("- one\n- two\n- theirs"),
      list("- one more\n- two\n- mine"),
    );
    expect(result.clean).toBe(true);
    expect(toTextarea(result.content)).toBe("- one more\n- two\n- theirs\n- mine");
  });

  test("merges a paragraph turned into a heading with an edit of its text", () => {
    const result = mergeProse(list("Some words here"), list("## Some words here"), list("Some words there"));
    expect(toTextarea(result.content)).toBe("## Some words there");
  });

  const table = (...rows: string[][]): Content =>
    parseContent({
      schemaVersion: 1,
      doc: {
        type: "doc",
        content: [
          {
            type: "table",
            attrs: { id: "table0" },
            content: rows.map((cells) => ({
              type: "tableRow",
              content: cells.map((text) => ({
                type: "tableCell",
                content: [{ type: "paragraph", ...(text ? { content: [{ type: "text", text }] } : {}) }],
              })),
            })),
          },
        ],
      },
    });

  test("merges rows and cells of tables", () => {
    const start = table(["Art. 2", "yes"], ["Art. 3", ""], ["Art. 4", ""]);
    const result = mergeProse(
      start,
      table(["Art. 2", "yes"], ["Art. 3", "no"], ["Art. 4", ""], ["Art. 5", "t"]),
      table(["Art. 2", "partly"], ["Art. 3", ""], ["Art. 4", "yes"], ["Art. 6", "m"]),
    );
    expect(result.clean).toBe(true);
    expect(contentText(result.content)).toBe("Art. 2\tpartly\nArt. 3\tno\nArt. 4\tyes\nArt. 5\tt\nArt. 6\tm");
  });

  test("reports a conflict for an added column and an added row", () => {
    const start = table(["a", "b"], ["c", "d"]);
    const wider = table(["a", "b", "x"], ["c", "d", "y"]);
    expect(mergeProse(start, wider, table(["a", "b"], ["c", "d"], ["e", "f"])).clean).toBe(false);
    expect(contentText(mergeProse(start, wider, table(["a", "b"], ["c!", "d"])).content)).toBe(
      "a\tb\tx\nc!\td\ty",
    );
  });
});

describe("resolving conflicts", () => {
  const result = mergeProse(
    page("a: one", "b: two"),
    page("a: theirs", "b: two t"),
    page("a: mine", "b: two m"),
  );

  test("accepts theirs, mine, both or text by hand, and leaves others unresolved", () => {
    expect(result.conflicts.map((conflict) => conflict.id)).toEqual(["a00000", "b00000"]);
    const resolve = (choices: Parameters<typeof resolveProse>[2]) =>
      resolveProse(result.content, result.conflicts, choices);
    expect(texts(resolve({ a00000: { take: "mine" }, b00000: { take: "theirs" } }).content)).toEqual([
      "mine",
      "two t",
    ]);
    const both = resolve({ a00000: { take: "both" }, b00000: { take: "both" } });
    expect(texts(both.content)).toEqual(["theirs", "mine", "two t", "two m"]);
    expect(new Set(both.content.doc.content.map((b) => b.attrs.id)).size).toBe(4);
    expect(resolve({ a00000: { take: "both" }, b00000: { take: "both" } })).toEqual(both);
    expect(
      texts(
        resolve({ a00000: { take: "hand", value: "theirs and mine\n\n- item" }, b00000: { take: "mine" } })
          .content,
      ),
    ).toEqual(["theirs and mine", "item", "two m"]);
    expect(
      names(
        resolve({ a00000: { take: "hand", value: [] }, b00000: { take: "hand", value: block(page("x: y")) } })
          .content,
      ),
    ).toBe("b");
    expect(resolve({ b00000: { take: "mine" } }).unresolved.map((conflict) => conflict.id)).toEqual([
      "a00000",
    ]);
  });

  test("validates text by hand against the schema", () => {
    expect(() =>
      resolveProse(result.content, result.conflicts, {
        a00000: { take: "hand", value: [{ type: "script" }] },
      }),
    ).toThrow("invalid: content");
  });

  test("restores removed blocks in their order", () => {
    const gone = mergeProse(
      page("a: 1", "b: 2", "c: 3", "d: 4"),
      page("d: 4"),
      page("a: 1x", "b: 2x", "c: 3x", "d: 4"),
    );
    expect(gone.conflicts.map((conflict) => conflict.after)).toEqual([null, null, null]);
    const all = Object.fromEntries(
      gone.conflicts.map((conflict) => [conflict.id, { take: "mine" as const }]),
    );
    expect(names(resolveProse(gone.content, gone.conflicts, all).content)).toBe("a b c d");
  });
});

test("undoes one change and keeps later ones", () => {
  const kind = proseKind("legislation");
  const before = page("a: one", "b: two", "c: three");
  const after = page("a: one changed", "c: three", "n: new");
  const current = page("a: one changed", "c: three and four", "n: new", "z: later");
  expect(texts(undo(kind, current, before, after).content)).toEqual([
    "one",
    "two",
    "three and four",
    "later",
  ]);
  expect(undo(kind, page("a: one changed again", "c: three", "n: new"), before, after).clean).toBe(false);
});

test("keeps the order of untouched items, and one side's order if the other changed nothing", () => {
  const ids = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });
  fc.assert(
    fc.property(ids, ids, ids, (base, theirs, mine) => {
      const alive = new Set([...theirs, ...mine]);
      const merged = mergeOrder(base, theirs, mine, alive);
      expect([...merged].sort()).toEqual([...alive].sort());
      expect(mergeOrder(base, base, mine, new Set(mine))).toEqual(mine);
      expect(mergeOrder(base, theirs, base, new Set(theirs))).toEqual(theirs);
      expect(mergeOrder(base, mine, mine, new Set(mine))).toEqual(mine);
      expect(mergeOrder(base, theirs, mine, alive)).toEqual(merged);
    }),
    { numRuns: 2_000 },
  );
});

/** Checks the guarantees of merging two contents in which every word is unique. */
function checkMerge({ base, theirs, mine }: MergePair): "clean" | "conflict" {
  const result = mergeProse(base, theirs, mine);
  const [b, t, m] = [wordCounts(base), wordCounts(theirs), wordCounts(mine)];
  const merged = wordCounts(result.content);
  const held = wordCounts(result.conflicts.map((conflict) => conflict.mine));
  const faults: string[] = [];
  for (const word of new Set([...b.keys(), ...t.keys(), ...m.keys()])) {
    const count = merged.get(word) ?? 0;
    const all = count + (held.get(word) ?? 0);
    const isKept = b.has(word) ? t.has(word) && m.has(word) : true;
    if (count > 1) faults.push(`${word} doubled`);
    if (result.clean && count !== (isKept ? 1 : 0)) faults.push(`${word} ${isKept ? "lost" : "back"}`);
    if (word.startsWith("t") && count !== 1) faults.push(`${word} of theirs lost`);
    if (word.startsWith("m") && all !== 1) faults.push(`${word} of mine ${all === 0 ? "lost" : "doubled"}`);
    if (word.startsWith("b") && isKept && all === 0) faults.push(`${word} of both lost`);
  }
  expect(faults).toEqual([]);
  expect(JSON.stringify(parseContent(result.content))).toBe(JSON.stringify(result.content));
  return result.clean ? "clean" : "conflict";
}
describe("R3 merging neither loses nor duplicates text", () => {
  test("for 1,500 generated pairs", () => {
    const outcomes = generatePairs(1_500, 20_161_216).map(checkMerge);
    const clean = outcomes.filter((outcome) => outcome === "clean").length;
    expect(clean).toBeGreaterThan(900);
    expect(clean).toBeLessThan(1_490);
  }, 180_000);

  test("for any seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        for (const pair of generatePairs(2, seed)) checkMerge(pair);
      }),
      { numRuns: 150 },
    );
  });

  test("returns the changed side if the other changed nothing, and an equal change once", () => {
    for (const { base, theirs, mine } of generatePairs(300, 7)) {
      for (const [t, m, answer] of [
        [base, mine, mine],
        [theirs, base, theirs],
        [mine, mine, mine],
      ] as const) {
        const result = mergeProse(base, t, m);
        expect(result).toMatchObject({ clean: true, merged: false, conflicts: [] });
        expect(JSON.stringify(result.content)).toBe(JSON.stringify(answer));
      }
    }
  });

  test("keeps all of mine, theirs or both, as chosen for every conflict", () => {
    for (const { base, theirs, mine } of generatePairs(400, 11)) {
      const result = mergeProse(base, theirs, mine);
      const choose = (take: "mine" | "theirs" | "both") =>
        resolveProse(
          result.content,
          result.conflicts,
          Object.fromEntries(result.conflicts.map((c) => [c.id, { take }])),
        );
      const [asMine, asTheirs, asBoth] = [choose("mine"), choose("theirs"), choose("both")].map(
        (resolution) => wordCounts(resolution.content),
      );
      for (const word of wordCounts(mine).keys())
        if (word.startsWith("m")) expect(asMine?.get(word) && asBoth?.get(word)).toBe(1);
      for (const word of wordCounts(theirs).keys())
        if (word.startsWith("t")) expect(asTheirs?.get(word) && asBoth?.get(word)).toBe(1);
    }
  });

  test("leaves the first of two saves when the second is undone", () => {
    const random = randomFrom(3);
    let undoneCount = 0;
    for (let n = 0; n < 200; n += 1) {
      const base = generateContent(random, 6);
      const [first, second] = [edited(base, "t", random), edited(base, "m", random)];
      const saved = mergeProse(base, first, second);
      const undone = undo(proseKind("legislation"), saved.content, base, second);
      if (!saved.clean || !undone.clean) continue;
      undoneCount += 1;
      const words = wordCounts(undone.content);
      expect([...words.keys()].filter((word) => word.startsWith("m"))).toEqual([]);
      for (const word of wordCounts(first).keys()) expect(words.get(word)).toBe(1);
    }
    expect(undoneCount).toBeGreaterThan(100);
  });
});

test("stays within the time limit for 60,000 characters that both rewrote", () => {
  const words = (prefix: string, every: number) =>
    Array.from({ length: 10_000 }, (_, n) => (n % every === 0 ? `${prefix}${n}` : `w${n}`)).join(" ");
  const pages = [words("b", 2), words("t", 2), words("m", 3)].map((text) => page(`a: ${text}`));
  const [base, theirs, mine] = pages as [Content, Content, Content];
  expect(workOf(() => mergeProse(base, theirs, mine))).toBeLessThan(1_500);
});

test("merges a block of 480,000 characters of single letters", () => {
  const letters = "a b c d ".repeat(60_000);
  const [base, theirs, mine] = ["world, here", `${letters}world, here`, "world, here now"].map((text) =>
    page(`a: Hello ${text}`),
  ) as [Content, Content, Content];
  const both = `Hello ${letters}world, here now`;
  for (const merged of [mergeProse(base, theirs, mine), mergeProse(base, mine, theirs)])
    expect([merged.conflicts, JSON.stringify(merged.content).includes(both)]).toEqual([[], true]);
});
