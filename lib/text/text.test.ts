import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workOf } from "@/tests/support/work";
import { canonicalJson, sameJson } from "./canonical";
import { cleanLines } from "./clean";
import { parseContent } from "./content";
import { PAGES } from "./fixtures/pages";
import { textHash } from "./hash";
import { homeHref, isExternal, safeHref, safeUrl } from "./href";
import { fitsTextarea, fromTextarea, toTextarea } from "./markdown-lite";
import type { Content } from "./nodes";
import { citedSources, contentText } from "./plain";
import { countCharacters, countWords, splitWords } from "./words";

describe("homeHref", () => {
  test.each([
    ["https://octopus.example/fr/countries/senegal?lang=fr#laws", "/fr/countries/senegal?lang=fr#laws"],
    ["http://octopus.example/blog", "/blog"],
    ["https://octopus.example", "/"],
    ["/countries/senegal", "/countries/senegal"],
    ["https://octopus.example:8443/blog", "https://octopus.example:8443/blog"],
    ["https://octopus.example.org/blog", "https://octopus.example.org/blog"],
    ["mailto:desk@octopus.example", "mailto:desk@octopus.example"],
    // An address that could be read as another host stays unchanged.
    ["https://octopus.example//evil.example/", "https://octopus.example//evil.example/"],
  ])("converts %s to %s", (href, expected) => {
    expect(homeHref(href, "https://octopus.example")).toBe(expected);
  });
});

describe("addresses in links", () => {
  test.each([
    ["https://example.org", "https://example.org/"],
    ["  HTTPS://Example.ORG/a b ", "https://example.org/a%20b"],
    ["http://bücher.example/", "http://xn--bcher-kva.example/"],
    ["https:\\\\example.org", null],
    ["https://exa\u200bmple.org/", "https://example.org/"],
    ["mailto:contact@example.org", "mailto:contact@example.org"],
    ["mailto:contact@example.org?subject=Article%2035", "mailto:contact@example.org?subject=Article%2035"],
    ["/countries/senegal?tab=1#top", "/countries/senegal?tab=1#top"],
    ["/a/../b", "/b"],
    [7, null],
  ])("checks %s", (raw, href) => expect(safeHref(raw)).toBe(href));

  test("are stable once checked, and cannot leave the site by a path", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string().map((s) => `/${s}`),
        ),
        (raw) => {
          const href = safeHref(raw);
          if (href === null) return;
          expect(safeHref(href)).toBe(href);
          const url = new URL(href, "https://here.example");
          expect(["http:", "https:"]).toContain(url.protocol);
          if (!isExternal(href)) expect(url.origin).toBe("https://here.example");
        },
      ),
      { numRuns: 300 },
    );
  });

  test("in fields of records are web addresses only", () => {
    expect(safeUrl("https://example.org/a")).toBe("https://example.org/a");
    expect(safeUrl("mailto:a@example.org")).toBeNull();
    expect(safeUrl("/countries")).toBeNull();
  });
});

describe("canonical JSON", () => {
  test("sorts keys, drops undefined, keeps lists", () => {
    expect(canonicalJson({ b: [2, undefined, { d: 1, c: null }], a: "é", x: undefined })).toBe(
      '{"a":"é","b":[2,null,{"c":null,"d":1}]}',
    );
  });

  test("is equal for equal values, as is the hash", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = shuffle(value);
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(sameJson(shuffled, value)).toBe(true);
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
    expect(textHash(canonicalJson({ b: 1, a: 2 }))).toBe(textHash(canonicalJson({ a: 2, b: 1 })));
    expect(textHash("{}")).toMatch(/^[0-9a-f]{64}$/);
    expect(sameJson([1], { 0: 1 })).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});

function shuffle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffle);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffle(item)]),
  );
}

describe("words", () => {
  test("are split without loss", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => void expect(splitWords(text).join("")).toBe(text)),
    );
    expect(splitWords("Art. 18, الفصل 公约A")).toEqual([
      "Art",
      ".",
      " ",
      "18",
      ",",
      " ",
      "الفصل",
      " ",
      "公",
      "约",
      "A",
    ]);
  });

  test("are counted as readers count", () => {
    expect(countWords("L’article 90-1 s’applique, oui.")).toBe(4);
    expect(countWords("网络犯罪")).toBe(4);
    expect(countCharacters("a😀é")).toBe(3);
  });
});

describe("plain text", () => {
  test("has the text of every kind of block", () => {
    expect(contentText(PAGES.prose as Content)).toBe(
      "Law No. 2008-11 is the principal text\nofficial text\n\nOffences\n\nAttempt\n\nSenegal",
    );
    expect(contentText(PAGES.lists as Content)).toBe(
      "one\ntwo\nwithin\n\nfirst\n\nQuiconque aura intercepté",
    );
    expect(contentText(PAGES.table as Content)).toBe(
      "Offence\tPenal Code\nIllegal access\tart. 431-8\nart. 431-9\tattempt",
    );
    expect(countWords(contentText(PAGES.table as Content))).toBe(10);
  });

  test("lists sources once, in order", () => {
    const cite = (source: string) => ({ type: "citation", attrs: { source } });
    const content = parseContent({
      schemaVersion: 1,
      doc: {
        type: "doc",
        content: [
          {
            type: "blockquote",
            content: [{ type: "paragraph", content: [cite("src-b"), cite("src-a"), cite("src-b")] }],
          },
        ],
      },
    });
    expect(citedSources(content)).toEqual(["src-b", "src-a"]);
  });
});

describe("plain text field", () => {
  const source = `Law No. 2008-11 is the text,
see https://example.org/law.

## Offences

- illegal access
  and remaining
- interception

3. third
4. fourth

> Quiconque aura
>
> intercepté

### Attempt

The end (https://example.org/a).`;

  test("writes and parses the same content", () => {
    const content = fromTextarea(source);
    expect(content.doc.content.map((block) => block.type)).toEqual([
      "paragraph",
      "heading",
      "bulletList",
      "orderedList",
      "blockquote",
      "heading",
      "paragraph",
    ]);
    expect(toTextarea(content)).toBe(source);
    expect(fitsTextarea(content)).toBe(true);
    expect(content.doc.content[3]).toMatchObject({ attrs: { start: 3 } });
    expect(JSON.stringify(content)).toContain('"href":"https://example.org/law"');
    expect(JSON.stringify(content)).toContain('"text":")."');
  });

  test("needs no empty line before lists and headings", () => {
    const types = (text: string) => fromTextarea(text).doc.content.map((block) => block.type);
    expect(types("Text\n- a\n- b\nmore\n## Head\nafter\n1. x")).toEqual([
      "paragraph",
      "bulletList",
      "paragraph",
      "heading",
      "paragraph",
      "orderedList",
    ]);
    expect(types("\r\n\r\n  \r\n")).toEqual([]);
    expect(types(">")).toEqual(["blockquote"]);
    expect(types("##no head")).toEqual(["paragraph"]);
  });

  test("reports content it cannot represent", () => {
    expect(fitsTextarea(PAGES.empty as Content)).toBe(true);
    expect(fitsTextarea(PAGES.arabic as Content)).toBe(true);
    for (const name of ["prose", "lists", "table"]) expect(fitsTextarea(PAGES[name] as Content)).toBe(false);
    const one = (...content: unknown[]) =>
      parseContent({
        schemaVersion: 1,
        doc: { type: "doc", content: [{ type: "paragraph", content }, { type: "paragraph" }] },
      });
    expect(fitsTextarea(one({ type: "text", text: "- not a list" }))).toBe(false);
    expect(fitsTextarea(one({ type: "text", text: "https://example.org" }))).toBe(false);
    expect(fitsTextarea(one({ type: "text", text: " spaces around " }))).toBe(true);
  });

  test("treats a full address of this site as the page it leads to", () => {
    const home = "https://octopus.example";
    const text = "See https://octopus.example/countries/georgia#laws first.";
    const [whole, path] = [fromTextarea(text), fromTextarea(text, { home })];
    expect(JSON.stringify(whole.doc)).toContain('"href":"https://octopus.example/countries/georgia#laws"');
    expect(JSON.stringify(path.doc)).toContain('"href":"/countries/georgia#laws"');
    for (const content of [whole, path]) {
      expect(toTextarea(content)).toBe(text);
      expect(fitsTextarea(content, { home })).toBe(true);
    }
  });

  test("keeps the ids of unchanged blocks and of those edited in place", () => {
    const before = fromTextarea(source);
    const ids = before.doc.content.map((block) => block.attrs.id);
    const after = fromTextarea(
      source
        .replace("3. third", "3. third, amended")
        .replace("### Attempt", "A new paragraph.\n\n### Attempt"),
      { previous: before },
    );
    const kept = after.doc.content.map((block) => block.attrs.id);
    expect([...kept.slice(0, 5), ...kept.slice(6)]).toEqual(ids);
    expect(ids).not.toContain(kept[5]);
    expect(fromTextarea(source, { previous: before })).toEqual(before);
  });

  test("parses any text, and parsing its output again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("- ", "1. ", "> ", "## ", "\n", "\n\n", "word ", "https://a.example/x", "  ", "#"),
          { maxLength: 30 },
        ),
        (parts) => {
          const once = fromTextarea(parts.join(""));
          const again = fromTextarea(toTextarea(once), { previous: once });
          expect(contentText(again).replace(/\s+/g, " ")).toBe(contentText(once).replace(/\s+/g, " "));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("time", () => {
  test("is proportional to the text's length", () => {
    const spaces = `a${" ".repeat(900_000)}b`;
    const dots = `https://${".".repeat(400_000)}a`;
    expect(workOf(() => cleanLines(spaces))).toBeLessThan(200);
    expect(workOf(() => fromTextarea(dots))).toBeLessThan(500);
    expect(workOf(() => countWords("a.".repeat(400_000)))).toBeLessThan(500);
    expect(workOf(() => splitWords("\u200d ".repeat(200_000)))).toBeLessThan(500);
    expect(workOf(() => safeHref(`https://example.org/${"%".repeat(1_900)}`))).toBeLessThan(50);
  });

  test("is limited when matching ids, however much was rewritten", () => {
    const text = (word: string) =>
      Array.from({ length: 2_300 }, (_, n) => `${word}${n} ${word} ${word}`).join("\n\n");
    const before = fromTextarea(text("old"));
    expect(workOf(() => fromTextarea(text("new"), { previous: before }))).toBeLessThan(1_500);
    expect(() => fromTextarea("a".repeat(500_001))).toThrow("invalid: content");
  });
});
