import { describe, expect, test } from "vitest";
import { parseContent } from "@/lib/text/content";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { edited, generateContent, generatePairs, randomFrom } from "@/tests/support/merge-pairs";
import { workOf } from "@/tests/support/work";
import type { NodeDiff, ProseDiff } from "../model";
import { newBudget } from "./blocks-align";
import { diffProse } from "./diff";
import { nodeText } from "./diff-tree";
import { diffText } from "./diff-words";

const page = (...content: unknown[]): Content =>
  parseContent({ schemaVersion: 1, doc: { type: "doc", content } });
const para = (id: string, text: string, marks?: unknown) => ({
  type: "paragraph",
  attrs: { id: id.padEnd(6, "0") },
  content: [{ type: "text", text, ...(marks ? { marks } : {}) }],
});
const table = (...rows: string[][]) => ({
  type: "table",
  attrs: { id: "table0" },
  content: rows.map((cells) => ({
    type: "tableRow",
    content: cells.map((text) => ({
      type: "tableCell",
      content: [{ type: "paragraph", content: [{ type: "text", text }] }],
    })),
  })),
});
/** Summarizes a diff: "+added -removed ~changed >moved =same". */
const outline = (diff: ProseDiff) =>
  diff.blocks
    .map(
      (b) =>
        `${{ added: "+", removed: "-", changed: "~", moved: ">", same: "=" }[b.state]}${b.id.replace(/0+$/, "")}${b.moved && b.state === "changed" ? ">" : ""}`,
    )
    .join(" ");

/** Summarizes a node's diff: "same [-old-] {+new+} (*marks*)"; parts in brackets. */
function short(diff: NodeDiff): string {
  switch (diff.state) {
    case "same":
      return nodeText(diff.node);
    case "added":
      return `{+${nodeText(diff.node)}+}`;
    case "removed":
      return `[-${nodeText(diff.node)}-]`;
    case "replaced":
      return `[-${nodeText(diff.before)}-]{+${nodeText(diff.after)}+}`;
    case "parts":
      return `<${diff.parts.map(short).join("|")}>`;
    case "text":
      return diff.runs
        .map((run) => {
          const text = run.content
            .map((node) =>
              node.type === "text" ? node.text : node.type === "citation" ? `[${node.attrs.source}]` : "/",
            )
            .join("");
          return { same: text, ins: `{+${text}+}`, del: `[-${text}-]`, marks: `(*${text}*)` }[run.op];
        })
        .join("");
  }
}
const blockOf = (before: Content, after: Content, n = 0) =>
  short(diffProse(before, after).blocks[n]?.diff as NodeDiff);

describe("R5 blocks", () => {
  const before = page(para("a", "one"), para("b", "two"), para("c", "three"), para("d", "four"));

  test("shows blocks added, removed in place, changed, moved, and moved and changed", () => {
    expect(
      outline(
        diffProse(before, page(para("a", "one"), para("n", "new"), para("c", "three!"), para("d", "four"))),
      ),
    ).toBe("=a -b +n ~c =d");
    expect(
      outline(
        diffProse(before, page(para("d", "four"), para("a", "one"), para("b", "two"), para("c", "three"))),
      ),
    ).toBe(">d =a =b =c");
    expect(
      outline(
        diffProse(
          before,
          page(para("d", "four and more"), para("a", "one"), para("b", "two"), para("c", "three")),
        ),
      ),
    ).toBe("~d> =a =b =c");
    expect(outline(diffProse(before, page()))).toBe("-a -b -c -d");
    expect(outline(diffProse(page(), before))).toBe("+a +b +c +d");
    expect(outline(diffProse(before, page(para("c", "three"), para("d", "four"))))).toBe("-a -b =c =d");
  });

  test("matches a block that returned under another id", () => {
    const text = "The Code of Criminal Procedure provides for expedited preservation of stored data.";
    const diff = diffProse(
      page(para("a", text), para("b", "x")),
      page(para("z", `${text} More.`), para("b", "x")),
    );
    expect(outline(diff)).toBe("~z =b");
    expect(diff.blocks[0]).toMatchObject({
      before: { attrs: { id: "a00000" } },
      after: { attrs: { id: "z00000" } },
    });
  });

  test("treats a paragraph and a table with one id as two blocks", () => {
    const diff = diffProse(
      page({ ...para("table", "words"), attrs: { id: "table0" } }),
      page(table(["other"])),
    );
    expect(diff.blocks.map((b) => b.state)).toEqual(["removed", "added"]);
  });

  test("counts characters, words and passages added and removed", () => {
    const diff = diffProse(
      before,
      page(para("a", "one"), para("b", "two and two"), para("d", "four"), para("c", "three")),
    );
    expect(diff.size).toEqual({ added: 8, removed: 0, addedWords: 2, removedWords: 0, passages: 2 });
    expect(diffProse(before, before).size).toEqual({
      added: 0,
      removed: 0,
      addedWords: 0,
      removedWords: 0,
      passages: 0,
    });
  });
});

describe("R5 words", () => {
  const one = (text: string) => page(para("a", text));

  test("marks replaced and inserted words", () => {
    expect(
      blockOf(
        one("computer data (articles 677-35 and following)."),
        one("computer data (articles 677-35 to 677-42)."),
      ),
    ).toBe("computer data (articles 677-35 [-and following-]{+to 677-42+}).");
    expect(
      blockOf(
        one("Law No. 2016-30 strengthened the powers."),
        one("Law No. 2016-30 added articles 90-1 to 90-17. They extend the powers."),
      ),
    ).toBe("Law No. 2016-30 [-strengthened-]{+added articles 90-1 to 90-17. They extend+} the powers.");
  });

  test("joins adjacent replacements", () => {
    expect(blockOf(one("a big old cat sat"), one("a small young dog sat"))).toBe(
      "a [-big old cat-]{+small young dog+} sat",
    );
    expect(blockOf(one("a cat"), one("a big old cat"))).toBe("a {+big old +}cat");
  });

  test("shows changed emphasis, links and citations", () => {
    expect(blockOf(one("plain words"), page(para("a", "plain words", [{ type: "bold" }])))).toBe(
      "(*plain words*)",
    );
    const cited = page({
      type: "paragraph",
      attrs: { id: "a00000" },
      content: [
        { type: "text", text: "plain words" },
        { type: "citation", attrs: { source: "src-one" } },
      ],
    });
    expect(blockOf(one("plain words"), cited)).toBe("plain words{+[src-one]+}");
    const marks = diffProse(
      one("x y"),
      page(para("a", "x y", [{ type: "link", attrs: { href: "/countries" } }])),
    ).blocks[0]?.diff;
    expect(marks).toMatchObject({
      runs: [{ op: "marks", was: [{ text: "x y" }], content: [{ text: "x y", marks: [{ type: "link" }] }] }],
    });
  });

  test("splits Arabic by words and Chinese by characters", () => {
    expect(blockOf(one("القانون رقم 5 لسنة 2022"), one("القانون رقم 6 لسنة 2022"))).toBe(
      "القانون رقم [-5-]{+6+} لسنة 2022",
    );
    expect(blockOf(one("网络犯罪公约"), one("网络安全公约"))).toBe("网络[-犯罪-]{+安全+}公约");
  });

  test("compares plain text fields", () => {
    expect(diffText("two words", "two new words", newBudget())).toEqual([
      { op: "same", text: "two " },
      { op: "ins", text: "new " },
      { op: "same", text: "words" },
    ]);
    expect(diffText("", "x", newBudget())).toEqual([{ op: "ins", text: "x" }]);
  });
});

describe("R5 lists, tables, types", () => {
  test("compares lists item by item", () => {
    const list = (text: string) => fromTextarea(text, { newId: () => "list00" });
    expect(blockOf(list("- one\n- two\n- three"), list("- one\n- two and a half\n- four\n- three"))).toBe(
      "<one|<two{+ and a half+}>|{+four+}|three>",
    );
    expect(blockOf(list("- one\n- two"), list("1. one\n2. two"))).toBe("<one|two>");
    expect(diffProse(list("- one"), list("1. one")).blocks[0]?.state).toBe("changed");
  });

  test("compares tables cell by cell", () => {
    const diff = blockOf(
      page(table(["Art. 2", "yes"], ["Art. 3", "no"])),
      page(table(["Art. 2", "partly"], ["Art. 3", "no"], ["Art. 4", "yes"])),
    );
    expect(diff).toBe("<<Art. 2|<[-yes-]{+partly+}>>|Art. 3 no|{+Art. 4 yes+}>");
    expect(blockOf(page(table(["a", "b"])), page(table(["a", "x", "b"])))).toBe("<<a|{+x+}|b>>");
  });

  test("shows a paragraph that became a heading", () => {
    const diff = diffProse(
      page(para("a", "Words here")),
      page({
        type: "heading",
        attrs: { id: "a00000", level: 3 },
        content: [{ type: "text", text: "Words here" }],
      }),
    );
    expect(diff.blocks[0]).toMatchObject({
      state: "changed",
      diff: { state: "text", before: { type: "paragraph" }, after: { type: "heading" } },
    });
  });
});

test("contains all old and all new text, for generated pairs", () => {
  for (const { theirs, mine } of generatePairs(300, 99)) {
    const diff = diffProse(theirs, mine);
    const squash = (text: string) => [...text.replace(/\s/g, "")].sort().join("");
    const [was, now] = [sideText(diff, "before"), sideText(diff, "after")];
    expect(squash(was)).toBe(squash(theirs.doc.content.map(nodeText).join("")));
    expect(now.replace(/\s/g, "")).toBe(mine.doc.content.map(nodeText).join("").replace(/\s/g, ""));
    expect(diffProse(theirs, mine)).toEqual(diff);
  }
});

function sideText(diff: ProseDiff, side: "before" | "after"): string {
  const [gone, other] = side === "before" ? (["added", "ins"] as const) : (["removed", "del"] as const);
  const read = (node: NodeDiff): string => {
    if (node.state === gone) return "";
    if (node.state === "same" || node.state === "added" || node.state === "removed")
      return nodeText(node.node);
    if (node.state === "replaced") return nodeText(node[side]);
    if (node.state === "parts") return node.parts.map(read).join("");
    if (node.state !== "text") return "";
    return node.runs
      .filter((run) => run.op !== other)
      .flatMap((run) =>
        run.content.map((n) => (n.type === "text" ? n.text : n.type === "hardBreak" ? "\n" : "")),
      )
      .join("");
  };
  return diff.blocks.map((block) => read(block.diff)).join("");
}

describe("time", () => {
  const text = (length: number, change: (n: number) => boolean, prefix: string) =>
    Array.from(
      { length: length / 7 },
      (_, n) => `${change(n) ? prefix : "w"}${String(n % 9_999).padStart(5, "0")}`,
    ).join(" ");
  const measure = (before: Content, after: Content) => workOf(() => diffProse(before, after));
  const pageOf = (characters: number, blocks: number, change: (n: number) => boolean, prefix: string) =>
    page(
      ...Array.from({ length: blocks }, (_, n) =>
        para(`p${String(n).padStart(5, "0")}`, text(characters / blocks, change, prefix)),
      ),
    );

  test("compares 48 KB with every tenth word changed in under 300 ms", () => {
    expect(
      measure(
        pageOf(48_000, 60, () => false, "x"),
        pageOf(48_000, 60, (n) => n % 10 === 3, "x"),
      ),
    ).toBeLessThan(300);
  });

  test("bounds the time for 250,000 characters in one or 400 blocks, rewritten or new", () => {
    for (const blocks of [400, 1]) {
      expect(
        measure(
          pageOf(250_000, blocks, () => false, "x"),
          pageOf(250_000, blocks, (n) => n % 10 === 3, "x"),
        ),
      ).toBeLessThan(2_000);
      expect(
        measure(
          pageOf(250_000, blocks, () => false, "x"),
          pageOf(250_000, blocks, () => true, "x"),
        ),
      ).toBeLessThan(2_000);
    }
    const random = randomFrom(5);
    const big = generateContent(random, 400);
    expect(measure(big, generateContent(random, 400))).toBeLessThan(2_000);
    expect(measure(big, edited(big, "m", random))).toBeLessThan(300);
  });

  /** Two texts of 470,000 characters with nothing in common, split into different numbers of paragraphs. */
  test.each([
    ["words", 1, 5_000],
    ["words", 90, 5_000],
    ["words", 470, 5_000],
    ["words", 2_000, 5_000],
    ["two letters in any order", 1, 2],
    ["two letters in any order", 47, 2],
  ])("bounds the time for hostile %s in %i paragraphs", (_, paragraphs, different) => {
    const random = randomFrom(7);
    const made = (id: string) =>
      page(
        ...Array.from({ length: paragraphs }, (_paragraph, n) => {
          let line = "";
          while (line.length < 470_000 / paragraphs) line += `${random(different).toString(36)} `;
          return para(`${id}${String(n).padStart(6, "0")}`, line);
        }),
      );
    // Takes 0.2 to 0.9 s.
    expect(measure(made("p"), made("p"))).toBeLessThan(2_500);
    expect(measure(made("p"), made("q"))).toBeLessThan(2_500);
  });
});
