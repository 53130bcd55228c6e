import { describe, expect, it } from "vitest";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { contentText } from "@/lib/text/plain";
import type { QuoteLine } from "../model";
import { hasWords, isFrom, listTypedQuotes, quoteTyped, takeOut, typedWithQuotes } from "./typed";

const text = (typed: string) => fromTextarea(typed);
const isQuoted = (quoted: string, said: string) => isFrom(text(quoted), text(said));

describe("a quotation that names a comment", () => {
  it.each([
    ["> #12\n> words", ["12"]],
    ["> #12 Awa Diop:\n> words", ["12"]],
    ["> #12: see this\n> words\n>\n> more", ["12"]],
    ["> #a1b2c3 Awa\n> words", ["a1b2c3"]],
    ["> #1\n> one\n\nNo.\n\n> #2\n> two\n\nYes.", ["1", "2"]],
    ["> words", []],
    ["> #12", []],
    ["> #12abc\n> words", []],
    ["> #012\n> words", []],
    ["> see #12\n> words", []],
    ["#12\nwords", []],
  ])("is found by its first line: %j", (typed, refs) => {
    expect(listTypedQuotes(text(typed)).map(({ ref }) => ref)).toEqual(refs);
  });

  it("is one of at most ten", () => {
    expect(listTypedQuotes(text("> #1\n> words\n\nAnd\n\n".repeat(30)))).toHaveLength(10);
  });

  it("is written and found again, whatever the comment contains", () => {
    const said =
      "A first line\nand a second.\n\n- one\n- two\n\n> quoted before\n\n## A heading\n\n#7 of the list";
    const typed = quoteTyped({ ref: "3", name: "Awa", content: text(said) });
    const [found, ...others] = listTypedQuotes(text(`${typed}\n\nMine.`));
    expect(others).toEqual([]);
    expect(found && isFrom(found.content, text(said))).toBe(true);
  });
});

describe("the words of a quotation", () => {
  it.each([
    ["by phone", "The judge, by phone.", true],
    ["The judge,\nby phone.", "The judge, by phone.", true],
    ["One.\n\nThree.", "One.\n\nTwo.\n\nThree.", true],
    ["The […] phone", "The judge, by phone.", true],
    ["The … phone", "The judge, by phone.", true],
    ["The judge by phone", "The judge, by phone.", false],
    ["never by phone", "The judge, by phone.", false],
    ["…", "The judge, by phone.", false],
  ])("%j are those of %j: %s", (quoted, said, is) => {
    expect(isQuoted(quoted, said)).toBe(is);
  });

  it("are compared in linear time", () => {
    const said = text("a".repeat(9_000));
    const quoted = text(`b${"a".repeat(4_500)}`);
    const began = performance.now();
    for (let n = 0; n < 20; n += 1) expect(isFrom(quoted, said)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe("one's own words", () => {
  it("are what is left, with the places of the quotations", () => {
    const typed = text("Mine.\n\n> #1\n> one\n\n> #2\n> two\n\nMine again.\n\n> #3\n> three");
    const { content, placed } = takeOut(typed, listTypedQuotes(typed));
    const last = content.doc.content[1]?.attrs.id;
    expect(contentText(content)).toBe("Mine.\n\nMine again.");
    expect(placed.map(({ before, quote }) => [quote.ref, before])).toEqual([
      ["1", last],
      ["2", last],
      ["3", null],
    ]);
    expect([hasWords(content), hasWords(text("> #1\n> one"))]).toEqual([true, true]);
    const alone = text("> #1\n> one");
    expect(hasWords(takeOut(alone, listTypedQuotes(alone)).content)).toBe(false);
  });

  it("are typed again with the quotations that the reader sees", () => {
    const content = text("Mine.\n\nMine again.");
    const before = content.doc.content[1]?.attrs.id ?? "";
    const line: QuoteLine = {
      id: "a",
      before,
      of: { id: "b", number: 4, path: "/discussions/t/1" },
      state: "shown",
      author: { handle: "awa", displayName: "Awa" },
      words: text("one"),
      isEdited: false,
      saidIn: null,
    };
    const hidden = { ...line, state: "hidden" as const, author: null, words: null };
    // One whose block is not there any more is at the end.
    for (const end of [null, "zzzzzz"])
      expect(typedWithQuotes(content, [line, hidden, { ...line, before: end }])).toBe(
        "Mine.\n\n> #4 Awa:\n> one\n\nMine again.\n\n> #4 Awa:\n> one",
      );
  });
});
