import { describe, expect, test } from "vitest";
import { parseContent } from "./content";
import { fitsTextarea, fromTextarea, toTextarea } from "./markdown-lite";

const ARTICLE = { hasNotes: true, home: "https://octopus.example" };

const link = (text: string, href: string) => ({
  type: "text",
  text,
  marks: [{ type: "link", attrs: { href } }],
});
const page = (...content: unknown[]) =>
  parseContent({ schemaVersion: 1, doc: { type: "doc", content: [{ type: "paragraph", content }] } });
const linksIn = (typed: string) =>
  fromTextarea(typed, ARTICLE).doc.content.flatMap((block) =>
    block.type === "paragraph"
      ? (block.content ?? []).flatMap((node) =>
          node.type === "text"
            ? (node.marks ?? []).map((mark) => [node.text, mark.type === "link" ? mark.attrs.href : ""])
            : [],
        )
      : [],
  );

describe("links with words of their own in a plain field", () => {
  test.each([
    ["See the [terms of use](/terms).", [["terms of use", "/terms"]]],
    [
      "[one](/about) [two](https://example.org/)",
      [
        ["one", "/about"],
        ["two", "https://example.org/"],
      ],
    ],
    ["[ours](https://octopus.example/terms)", [["ours", "/terms"]]],
    [
      "[a](/about) https://example.org/x",
      [
        ["a", "/about"],
        ["https://example.org/x", "https://example.org/x"],
      ],
    ],
    ["[not](javascript:alert(1)) [nor](//evil.example) [this]() [or this]", []],
    ["[a [b](/about)", [["b", "/about"]]],
  ])("are read in %s", (typed, expected) => {
    expect(linksIn(typed)).toEqual(expected);
  });

  test("are written as they are read, and bare addresses stay bare", () => {
    const content = page(
      { type: "text", text: "See " },
      link("the terms", "/terms"),
      { type: "text", text: " and " },
      link("https://example.org/", "https://example.org/"),
    );
    expect(toTextarea(content, ARTICLE)).toBe("See [the terms](/terms) and https://example.org/");
    expect(fitsTextarea(content, ARTICLE)).toBe(true);
  });

  test("are only for articles, and a text that reads like one is not taken for one", () => {
    const content = page(link("the terms", "/terms"));
    expect(fitsTextarea(content)).toBe(false);
    expect(fitsTextarea(page({ type: "text", text: "[words](/terms)" }), ARTICLE)).toBe(false);
    expect(fitsTextarea(page(link("a ] bracket", "/terms")), ARTICLE)).toBe(false);
  });
});
