import { describe, expect, test } from "vitest";
import { workOf } from "@/tests/support/work";
import { newBlockId } from "./block-id";
import { CONTENT_LIMITS } from "./bounds";
import { emptyContent, parseContent } from "./content";
import { PAGES, VERSION_0 } from "./fixtures/pages";
import type { Content } from "./nodes";
import { problemsOf } from "./problems";
import { deriveId, liftContent } from "./versions";

type Json = Record<string, unknown>;
const page = (...content: unknown[]): Json => ({ schemaVersion: 1, doc: { type: "doc", content } });
const para = (...content: unknown[]): Json => ({ type: "paragraph", content });
const text = (value: unknown, marks?: unknown): Json => ({
  type: "text",
  text: value,
  ...(marks === undefined ? {} : { marks }),
});
const link = (href: unknown): Json => text("here", [{ type: "link", attrs: { href } }]);
const linked = (href: unknown) => page(para(link(href)));
const row = (...cells: unknown[]): Json => ({ type: "tableRow", content: cells });
const cell = (attrs?: unknown): Json => ({
  type: "tableCell",
  content: [{ type: "paragraph" }],
  ...(attrs ? { attrs } : {}),
});
const table = (...rows: unknown[]): Json => ({ type: "table", content: rows });
const list = (...content: unknown[]): Json => ({
  type: "bulletList",
  content: [{ type: "listItem", content }],
});
const raw = (json: string): unknown => JSON.parse(json);

function nested(depth: number): Json {
  let block: Json = { type: "paragraph" };
  for (let n = 0; n < depth; n += 1) block = list({ type: "paragraph" }, block);
  return page(block);
}

/** Input that must be rejected: each is a way in which stored text could become script, or a request crash. */
const HOSTILE: Record<string, unknown> = {
  null: null,
  "a string": "<script>alert(1)</script>",
  "a list": [],
  "a number": 7,
  "a date object": new Date(0),
  "a map": new Map(),
  "a function": { schemaVersion: 1, doc: () => 1 },
  NaN: { schemaVersion: Number.NaN, doc: { type: "doc" } },
  "no document": { schemaVersion: 1 },
  "no version": { doc: { type: "doc", content: [] } },
  "a later version": { schemaVersion: 2, doc: { type: "doc", content: [] } },
  "a version as text": { schemaVersion: "1", doc: { type: "doc", content: [] } },
  "a key beside the document": { ...page(), html: "<b>x</b>" },
  "a key in the document": { schemaVersion: 1, doc: { type: "doc", content: [], attrs: { class: "x" } } },
  "a document within": page({ type: "doc", content: [] }),
  "an unknown node": page({ type: "script", content: [text("alert(1)")] }),
  "an image": page({ type: "image", attrs: { src: "https://example.org/pixel.png" } }),
  "an iframe": page({ type: "iframe", attrs: { src: "https://example.org" } }),
  "an html node": page({ type: "html", attrs: { html: "<img onerror=alert(1)>" } }),
  "a code block in a list": page(list({ type: "codeBlock", content: [text("x")] })),
  "a node without type": page({ content: [] }),
  "a type as list": page({ type: ["paragraph"] }),
  "a type from the prototype": page({ type: "toString" }),
  "a class": page({ type: "paragraph", attrs: { class: "cover" } }),
  "a style": page({ type: "paragraph", attrs: { style: "position:fixed" } }),
  "an event handler": page({ type: "paragraph", attrs: { onclick: "alert(1)" } }),
  "an unknown attribute that is null": page({ type: "paragraph", attrs: { onclick: null } }),
  "dangerous html": page({ type: "paragraph", attrs: { dangerouslySetInnerHTML: { __html: "x" } } }),
  "attributes as list": page({ type: "heading", attrs: [3], content: [text("x")] }),
  "attributes as text": page({ type: "heading", attrs: "level=3", content: [text("x")] }),
  "content as object": page({ type: "paragraph", content: { 0: text("x") } }),
  "content as text": page({ type: "paragraph", content: "x" }),
  "text at the top": page(text("x")),
  "a block in a paragraph": page(para(para(text("x")))),
  "heading level 1": page({ type: "heading", attrs: { level: 1 }, content: [text("x")] }),
  "heading level as text": page({ type: "heading", attrs: { level: "3" }, content: [text("x")] }),
  "heading level as object": page({
    type: "heading",
    attrs: { level: { valueOf: 3 } },
    content: [text("x")],
  }),
  "a heading in a list": page(list({ type: "paragraph" }, { type: "heading", attrs: { level: 3 } })),
  "a list item that is a list": page(list({ type: "bulletList", content: [] })),
  "an empty list": page({ type: "bulletList", content: [] }),
  "a start that is no number": page({
    type: "orderedList",
    attrs: { start: "1" },
    content: [{ type: "listItem", content: [{ type: "paragraph" }] }],
  }),
  "a start beyond all lists": page({
    type: "orderedList",
    attrs: { start: 1e9 },
    content: [{ type: "listItem", content: [{ type: "paragraph" }] }],
  }),
  "text as number": page(para(text(5))),
  "text as object": page(para(text({ toString: "x" }))),
  "empty text": page(para(text(""))),
  "children of text": page(para({ type: "text", text: "x", content: [] })),
  "null in marks": page(para(text("x", [null]))),
  "marks as object": page(para(text("x", { type: "bold" }))),
  "an unknown mark": page(para(text("x", [{ type: "underline" }]))),
  "a style mark": page(para(text("x", [{ type: "textStyle", attrs: { color: "red" } }]))),
  "a bold with attributes": page(para(text("x", [{ type: "bold", attrs: { class: "x" } }]))),
  "the same mark twice": page(para(text("x", [{ type: "bold" }, { type: "bold" }]))),
  "marks on a block": page({ type: "paragraph", marks: [{ type: "bold" }] }),
  "a link with target": page(
    para(text("x", [{ type: "link", attrs: { href: "https://a.example", target: "_top" } }])),
  ),
  "a link with rel": page(
    para(text("x", [{ type: "link", attrs: { href: "https://a.example", rel: "opener" } }])),
  ),
  "a link without address": page(para(text("x", [{ type: "link" }]))),
  "an address that is null": linked(null),
  "an address as list": linked(["javascript:alert(1)"]),
  "an address as object": linked({ href: "https://a.example" }),
  javascript: linked("javascript:alert(1)"),
  "javascript in capitals": linked("JaVaScRiPt:alert(1)"),
  "javascript behind a space": linked(" javascript:alert(1)"),
  "javascript behind a control": linked("\u0001javascript:alert(1)"),
  "javascript with a tab": linked("java\tscript:alert(1)"),
  "javascript with a line break": linked("java\nscript:alert(1)"),
  "javascript with a zero-width space": linked("java\u200bscript:alert(1)"),
  "javascript behind an override": linked("\u202ejavascript:alert(1)"),
  "javascript as entity": linked("javascript&#58;alert(1)"),
  "javascript with two slashes": linked("javascript://example.org/%0aalert(1)"),
  "vbscript with controls": linked("vb\u0000script:msgbox(1)"),
  data: linked("data:text/html,<script>alert(1)</script>"),
  "data in base64": linked("data:text/html;base64,PHNjcmlwdD4="),
  "a blob": linked("blob:https://example.org/x"),
  "a file": linked("file:///etc/passwd"),
  ftp: linked("ftp://example.org/x"),
  telephone: linked("tel:+33388412000"),
  "a hyphenated scheme": linked("x-apple.systempreferences:x"),
  "a scheme of an editor": linked("ms-word:ofe|u|https://example.org/x.docm"),
  "a scheme of a browser": linked("view-source:https://example.org"),
  "an intent": linked("intent://example.org#Intent;scheme=http;end"),
  "another host by slashes": linked("//evil.example"),
  "another host by slash and backslash": linked("/\\evil.example"),
  "another host by backslashes": linked("\\\\evil.example"),
  "another host by a tab": linked("/\t/evil.example"),
  "another host by a dot": linked("/.//evil.example"),
  "another host by dots": linked("/x/..//evil.example"),
  "a relative path": linked("evil"),
  "a path upwards": linked("../admin"),
  "a fragment": linked("#main"),
  "a query": linked("?a=b"),
  "no address": linked(""),
  "a name and password": linked("https://www.coe.int@evil.example"),
  "no host": linked("https://"),
  "a port that is none": linked("https://example.org:99999/"),
  "an address of 3,000 characters": linked(`https://example.org/${"a".repeat(3_000)}`),
  "mail with hidden copies": linked("mailto:a@example.org?bcc=b@evil.example"),
  "mail with a body": linked("mailto:a@example.org?body=x"),
  "mail to many": linked("mailto:a@example.org,b@evil.example"),
  "mail with a line break": linked("mailto:a@example.org%0d%0abcc:b@evil.example"),
  "a citation without source": page(para({ type: "citation", attrs: {} })),
  "a citation of markup": page(para({ type: "citation", attrs: { source: '"><script>' } })),
  "a citation with an address": page(para({ type: "citation", attrs: { source: "src-one", href: "x" } })),
  "a locator as object": page(para({ type: "citation", attrs: { source: "src-one", locator: { a: 1 } } })),
  "a locator without end": page(
    para({ type: "citation", attrs: { source: "src-one", locator: "a".repeat(501) } }),
  ),
  "an id as number": page({ type: "paragraph", attrs: { id: 1234567 } }),
  "an id that is markup": page({ type: "paragraph", attrs: { id: 'a"onload=x' } }),
  "an id that is short": page({ type: "paragraph", attrs: { id: "abc" } }),
  "an id twice": page(
    { type: "paragraph", attrs: { id: "aaaaaa" } },
    { type: "heading", attrs: { id: "aaaaaa", level: 3 } },
  ),
  "own __proto__": raw('{"schemaVersion":1,"doc":{"type":"doc","content":[],"__proto__":{"x":1}}}'),
  "own __proto__ in attributes": raw(
    '{"schemaVersion":1,"doc":{"type":"doc","content":[{"type":"paragraph","attrs":{"__proto__":{"id":"x"}}}]}}',
  ),
  constructor: raw(
    '{"schemaVersion":1,"constructor":{"prototype":{"x":1}},"doc":{"type":"doc","content":[]}}',
  ),
  "a class of another prototype": Object.create({ schemaVersion: 1, doc: { type: "doc" } }),
  "60 levels of lists": nested(60),
  "5,000 levels of arrays": raw(`${"[".repeat(5_000)}${"]".repeat(5_000)}`),
  "100,000 levels of arrays": raw(`${"[".repeat(100_000)}${"]".repeat(100_000)}`),
  "5,001 paragraphs": page(...Array.from({ length: 5_001 }, () => ({ type: "paragraph" }))),
  "200,000 values": page(...Array.from({ length: 100_000 }, () => ({ type: "paragraph" }))),
  "500,001 characters": page(para(text("a".repeat(250_000))), para(text("b".repeat(250_001)))),
  "more than 1 MB of bytes": page(para(text("漢".repeat(360_000)))),
  "2 MB": page(para(text("a".repeat(2_000_000)))),
  "a table without rows": page(table()),
  "a table without columns": page(table(row())),
  "rows of unequal width": page(table(row(cell(), cell()), row(cell()))),
  "a span that leaves the table below": page(table(row(cell({ colspan: 1, rowspan: 2 })))),
  "a span that makes a row longer": page(table(row(cell(), cell()), row(cell({ colspan: 3, rowspan: 1 })))),
  "spans that overlap": page(
    table(
      row(cell(), cell({ colspan: 1, rowspan: 2 }), cell()),
      row(cell({ colspan: 2, rowspan: 1 }), cell()),
    ),
  ),
  "a span of none": page(table(row(cell({ colspan: 0, rowspan: 1 })))),
  "a negative span": page(table(row(cell({ colspan: -1, rowspan: 1 })))),
  "half a span": page(table(row(cell({ colspan: 1.5, rowspan: 1 })))),
  "a span of a million": page(table(row(cell({ colspan: 1_000_000, rowspan: 1 })))),
  "a span without end": raw(
    '{"schemaVersion":1,"doc":{"type":"doc","content":[{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","attrs":{"colspan":1e999,"rowspan":1},"content":[{"type":"paragraph"}]}]}]}]}}',
  ),
  "51 columns": page(table(row(...Array.from({ length: 51 }, () => cell())))),
  "501 rows": page(table(...Array.from({ length: 501 }, () => row(cell())))),
  "a table in a table": page(table(row({ type: "tableCell", content: [table(row(cell()))] }))),
  "a table in a list": page(list({ type: "paragraph" }, table(row(cell())))),
  "a cell outside a row": page({ type: "table", content: [cell()] }),
  "a cell with a width": page(table(row(cell({ colspan: 1, rowspan: 1, colwidth: [1e9] })))),
};

function problemsIn(input: unknown): ReturnType<typeof problemsOf> {
  try {
    parseContent(input);
    return [];
  } catch (error) {
    return problemsOf(error);
  }
}

describe("C1 content outside the schema is rejected", () => {
  test.each(Object.entries(HOSTILE))("rejects %s", (_name, input) => {
    let problems: ReturnType<typeof problemsOf> = [];
    expect(
      workOf(() => {
        problems = problemsIn(input);
      }),
    ).toBeLessThan(1_000);
    expect(problems.length).toBeGreaterThan(0);
  });

  test("never changes a prototype", () => {
    for (const input of Object.values(HOSTILE)) problemsIn(input);
    expect(({} as Json).x).toBeUndefined();
  });

  test("accepts content at the limits", () => {
    const full = parseContent(
      page(
        ...Array.from({ length: CONTENT_LIMITS.nodes }, (_, n) => ({
          type: "paragraph",
          ...(n === 0 ? { content: [text("x")] } : {}),
        })).slice(0, CONTENT_LIMITS.nodes - 1),
      ),
    );
    expect(full.doc.content).toHaveLength(CONTENT_LIMITS.nodes - 1);
    expect(parseContent(page(para(text("a".repeat(500_000))))).doc.content).toHaveLength(1);
    expect(parseContent(nested(24)).doc.content).toHaveLength(1);
  });
});

describe("E1 loading and saving changes no byte", () => {
  test.each(Object.entries(PAGES))("of %s", (_name, content) => {
    const stored = JSON.stringify(content);
    expect(JSON.stringify(parseContent(JSON.parse(stored)))).toBe(stored);
    expect(JSON.stringify(liftContent(JSON.parse(stored)))).toBe(stored);
  });

  test("for any order of keys and marks, and with an editor's additions", () => {
    const shuffled = page({
      content: [
        {
          text: "bo",
          type: "text",
          marks: [{ attrs: { href: "https://a.example" }, type: "link" }, { type: "bold" }],
        },
        {
          marks: [{ type: "bold" }, { type: "link", attrs: { href: "https://a.example/" } }],
          text: "th",
          type: "text",
        },
        { type: "hardBreak", marks: [{ type: "bold" }] },
        { type: "citation", attrs: { locator: null, source: "src-one" } },
      ],
      attrs: { id: "aaaaaa" },
      type: "paragraph",
    });
    expect(JSON.stringify(parseContent(shuffled).doc.content)).toBe(
      '[{"type":"paragraph","attrs":{"id":"aaaaaa"},"content":[{"type":"text","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"https://a.example/"}}],"text":"both"},{"type":"hardBreak"},{"type":"citation","attrs":{"source":"src-one"}}]}]',
    );
    const inside = parseContent(
      page({
        ...list({ type: "paragraph", attrs: { id: null }, content: [text("x")] }),
        attrs: { id: "bbbbbb" },
      }),
    );
    expect(inside.doc.content[0]).toEqual({
      type: "bulletList",
      attrs: { id: "bbbbbb" },
      content: [{ type: "listItem", content: [para(text("x"))] }],
    });
  });

  test("treats an editor's single empty paragraph as no text", () => {
    expect(parseContent(page({ type: "paragraph", attrs: { id: "aaaaaa" } }))).toEqual(emptyContent());
  });
});

test("adds missing ids and replaces duplicate ones", () => {
  const ids = ["aaaaaa", "aaaaaa", "bbbbbb"];
  const content = parseContent(
    page({ ...para(text("1")), attrs: { id: "aaaaaa" } }, para(text("2"))),
    () => ids.shift() ?? "",
  );
  expect(content.doc.content.map((block) => block.attrs.id)).toEqual(["aaaaaa", "bbbbbb"]);
  expect(newBlockId()).toMatch(/^[a-z0-9]{10}$/);
});

test("removes invisible and unstorable characters from text", () => {
  const words = (value: string) => parseContent(page(para(text(value)))).doc.content[0];
  const content = (value: string) => JSON.stringify(words(value)).match(/"text":"([^"]*)"/)?.[1];
  expect(content("a\u0000b\u202ec\u2066d\u2069\ufeff")).toBe("abcd");
  expect(content("e\u0301")).toBe("é");
  expect(content("a\nb\tc")).toBe("a b c");
  expect(content("\ud800x")).toBe("\ufffdx");
  expect(content("می\u200cخواهم\u200f")).toBe("می\u200cخواهم\u200f");
});

test("names a fault by place and rule", () => {
  const problems = problemsIn(page(para(text("x")), { type: "paragraph", attrs: { class: "x" } }));
  expect(problems).toEqual([{ path: ["doc", "content", 1, "attrs"], field: "class", rule: "unknown" }]);
  expect(problemsIn(page(table(row(cell()), row())))).toEqual([{ path: [], field: null, rule: "table" }]);
  expect(() => parseContent(null)).toThrow(expect.objectContaining({ code: "invalid", reason: "content" }));
  expect(problemsOf(new Error("x"))).toEqual([]);
});

describe("S6 older versions are upgraded on reading", () => {
  test("of version 0, with and without its wrapper", () => {
    const lifted = liftContent(VERSION_0);
    expect(lifted.schemaVersion).toBe(1);
    expect(liftContent(VERSION_0.doc)).toEqual(lifted);
    expect(lifted.doc.content.map((block) => block.type)).toEqual([
      "heading",
      "paragraph",
      "paragraph",
      "paragraph",
    ]);
    expect(lifted.doc.content[0]).toMatchObject({ attrs: { level: 3 } });
    expect(lifted.doc.content[1]).toMatchObject({
      content: [
        { text: "The Code " },
        { text: "provides", marks: [{ type: "bold" }] },
        { marks: [{ type: "italic" }] },
      ],
    });
  });

  test("with the same ids each time, also for unchanged blocks of other revisions", () => {
    const ids = (content: Content) => content.doc.content.map((block) => block.attrs.id);
    const once = ids(liftContent(VERSION_0));
    expect(ids(liftContent(structuredClone(VERSION_0)))).toEqual(once);
    expect(new Set(once).size).toBe(4);
    const later = structuredClone(VERSION_0);
    later.doc.content.shift();
    expect(ids(liftContent(later))).toEqual(once.slice(1));
    expect(deriveId("a")).toMatch(/^[a-z0-9]{6,16}$/);
  });

  test("but not of an unknown version", () => {
    expect(() => liftContent({ schemaVersion: 2, doc: { type: "doc", content: [] } })).toThrow(
      "invalid: content",
    );
    expect(() => liftContent({ content: [] })).toThrow("invalid: content");
    expect(() => liftContent("x")).toThrow("invalid: content");
  });
});
