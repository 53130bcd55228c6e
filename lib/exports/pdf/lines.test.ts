import { describe, expect, it } from "vitest";
import type { Run } from "../document/model";
import { faceOf, writable } from "./faces";
import { setLines } from "./lines";

/** Every character is ten points wide, source marks five. */
const measure = (text: string, run: Run) => text.length * (run.cites ? 5 : 10);
const set = (runs: readonly Run[] | string, width = 10_000, isRtl = false, isOurs = false) =>
  setLines(typeof runs === "string" ? [{ text: runs }] : runs, { width, isRtl, isOurs, measure });
/** Returns the text of a line in visual order, from the left. */
const fromLeft = (runs: readonly Run[] | string, isRtl = false, isOurs = false) =>
  set(runs, 10_000, isRtl, isOurs).map((line) =>
    [...line.pieces]
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join("|"),
  );

describe("lines of a document", () => {
  it("break between words, in an address after its signs, and anywhere where nothing else is left", () => {
    const texts = (runs: string, width: number) =>
      set(runs, width).map(({ pieces }) => pieces.map(({ text }) => text).join(""));
    expect(texts("one two three", 80)).toEqual(["one two", "three"]);
    expect(texts("https://a.example/b/c", 120)).toEqual(["https://", "a.example/b/", "c"]);
    expect(texts("abcdefgh", 40)).toEqual(["abcd", "efgh"]);
    expect(texts("a\nb", 1_000)).toEqual(["a", "b"]);
  });

  it("run from right to left in Arabic, with numbers and Latin words in their own order", () => {
    expect(fromLeft("اتفاقية CETS 185 اليوم")).toEqual(["اليوم| |CETS| |185| |اتفاقية"]);
    expect(fromLeft("طرف (مرجح)")).toEqual(["(|مرجح|)| |طرف"]);
    expect(set("السنغال")[0]?.isRtl).toBe(true);
    expect(set("2026", 100, true)[0]?.isRtl).toBe(true);
  });

  it("have the direction of the document if our own words surround others' words", () => {
    expect(fromLeft("TLP:CLEAR · بلا قيود", true, true)).toEqual(["قيود| |بلا| |·| |TLP:CLEAR"]);
    expect(fromLeft("https://a.example/", true, true)).toEqual(["https:/|/|a.example/"]);
  });

  it("keep the mark of a source with its word, and say which sources they cite", () => {
    const lines = set([{ text: "a claim" }, { text: "[3]", cites: { number: 3, locator: null } }], 70);
    expect(lines.map(({ pieces }) => pieces.map(({ text }) => text).join(""))).toEqual(["a", "claim[3]"]);
    expect(lines.map(({ cites }) => cites)).toEqual([[], [3]]);
  });
});

describe("fonts", () => {
  it("are chosen by script, and missing characters are marked and reported", () => {
    expect(["é", "Ж", "λ", "ي", "ა", "Հ", "ש", "ก"].map(faceOf)).toEqual([
      "text",
      "text",
      "text",
      "arabic",
      "georgian",
      "armenian",
      "hebrew",
      "thai",
    ]);
    expect(writable("Act 不正アクセス 128")).toEqual({ text: "Act […] 128", isWhole: false });
    expect(writable("a\u202eb\u200f")).toEqual({ text: "ab", isWhole: true });
  });
});
