import { describe, expect, test } from "vitest";
import { articleKind } from "@/lib/revisions/prose/article";
import { proseKind } from "@/lib/revisions/prose/prose";
import { parseContent } from "./content";
import { fitsTextarea, fromTextarea, toTextarea } from "./markdown-lite";
import { type Content, FOOTNOTE_MAX } from "./nodes";
import { blockText, contentText, notesIn } from "./plain";

const NOTE = "Comparative analysis, GLACY+, November 2016, https://www.coe.int/en/web/cybercrime";
const footnote = (text: unknown) => ({ type: "footnote", attrs: { text } });
const text = (words: string) => ({ type: "text", text: words });
const paragraph = (...content: unknown[]) => ({ type: "paragraph", attrs: { id: "aaaaaa" }, content });
const page = (...blocks: unknown[]) => ({ schemaVersion: 1, doc: { type: "doc", content: blocks } });

const post = articleKind("body");
const profile = proseKind("legislation");
const NOTES = { hasNotes: true };

function typed(words: string, field = NOTES): Content {
  return fromTextarea(words, field);
}

describe("notes of an article", () => {
  test("are normalized: one line, cleaned, limited, never empty", () => {
    const read = post.parse(
      page(paragraph(text("Signed"), footnote("  See\n  the \u202etext  "), text(" in 2016."))),
    );
    expect(notesIn(read).map(({ attrs }) => attrs.text)).toEqual(["See the text"]);
    expect(post.parse(read)).toEqual(read);
    for (const wrong of ["", "   ", "\u200b", "x".repeat(FOOTNOTE_MAX + 1), 7, null])
      expect(() => post.parse(page(paragraph(footnote(wrong)))), String(wrong).slice(0, 20)).toThrow();
    expect(() => post.parse(page(paragraph({ ...footnote("x"), content: [] })))).toThrow();
  });

  test("are listed in order wherever they are, and are found by search but not in headings", () => {
    const item = { type: "listItem", content: [paragraph(text("An item"), footnote("second"))] };
    const content = post.parse(
      page(
        { type: "heading", attrs: { id: "hhhhhh", level: 3 }, content: [text("Why"), footnote("first")] },
        { type: "bulletList", attrs: { id: "llllll" }, content: [item] },
      ),
    );
    expect(notesIn(content).map(({ attrs }) => attrs.text)).toEqual(["first", "second"]);
    expect(content.doc.content.map(blockText)).toEqual(["Why", "An item (second)"]);
    expect(contentText(content)).toContain("(second)");
  });

  test("are not allowed in profiles, which cite sources instead", () => {
    expect(() => profile.parse(page(paragraph(text("x"), footnote("y"))))).toThrow();
    const item = { type: "listItem", content: [paragraph(footnote("deep"))] };
    expect(() => profile.parse(page({ type: "bulletList", content: [item] }))).toThrow();
  });
});

describe("notes in a plain field", () => {
  test("are written as ^[…] and stay as typed", () => {
    const words = `Signed^[${NOTE}] in Malabo [sic].^[Art. 25 [1] and [2]]`;
    const content = typed(words);
    expect(notesIn(content).map(({ attrs }) => attrs.text)).toEqual([NOTE, "Art. 25 [1] and [2]"]);
    expect(toTextarea(content)).toBe(words);
    expect(fitsTextarea(content, NOTES)).toBe(true);
  });

  test.each(["2^[", "x ^[never closed", "^[] empty", "^[  ]", "a ^b [c]", "^[a [b]"])(
    "do not include %j",
    (words) => {
      expect(notesIn(typed(words))).toEqual([]);
      expect(toTextarea(typed(words))).toBe(words);
    },
  );

  test("are plain text where notes are not allowed", () => {
    expect(notesIn(typed("See^[this].", { hasNotes: false }))).toEqual([]);
  });

  test("do not fit if they would be read differently", () => {
    const odd = parseContent(page(paragraph(text("x"), footnote("see [1"))));
    expect(fitsTextarea(odd, NOTES)).toBe(false);
    const literal = parseContent(page(paragraph(text("x^[y]"))));
    expect([fitsTextarea(literal), fitsTextarea(literal, NOTES)]).toEqual([true, false]);
    const noted = parseContent(page(paragraph(text("x"), footnote("y"))));
    expect(fitsTextarea(noted)).toBe(false);
  });

  test("read a line of opening brackets in one pass", () => {
    const words = "^[".repeat(200_000);
    expect(notesIn(typed(words))).toEqual([]);
  });
});

describe("notes changed by two people", () => {
  const base = typed(`One^[first]\n\nTwo`);
  const edit = (words: string) => fromTextarea(words, { previous: base, ...NOTES });

  test("are merged like words, and a changed note is shown as such", () => {
    const { content, conflicts } = post.merge(
      base,
      edit("One^[first]^[second]\n\nTwo"),
      edit("One^[first]\n\nThree"),
    );
    expect(conflicts).toEqual([]);
    expect(toTextarea(content)).toBe("One^[first]^[second]\n\nThree");
    const shown = JSON.stringify(post.diff(base, edit("One^[other]\n\nTwo")));
    expect(shown).toContain('"op":"ins"');
    expect(shown).toContain('"op":"del"');
  });

  test("can be merged by hand, notes included", () => {
    const { content, conflicts } = post.merge(base, edit("One^[theirs]\n\nTwo"), edit("One^[mine]\n\nTwo"));
    const [conflict] = conflicts;
    expect(conflict?.hand).toBe("One^[mine]");
    const choice = { [conflict?.id ?? ""]: { take: "hand" as const, value: "One^[both]" } };
    const resolved = post.resolve(content, conflicts, choice);
    expect(resolved.unresolved).toEqual([]);
    expect(toTextarea(resolved.content)).toBe("One^[both]\n\nTwo");
  });
});
