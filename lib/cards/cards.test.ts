import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { TEXTS } from "@/tests/support/hostile";
import { canDraw, runsOf } from "./fonts";
import { drawCard } from "./index";
import { breakLines } from "./lines";
import { CARD } from "./model";

const card = { site: "Octopus Community", over: "", title: "", under: "", isRtl: false };

/** Measures every character as ten pixels wide. */
const measure = ({ text }: { text: string }) => text.length * 10;
const lay = (text: string, isRtl: boolean, width = 10_000, most = 9) =>
  breakLines(text, { size: 10, width, most, isRtl, measure });
/** Returns the words of a line in visual order, from the left. */
const fromLeft = (line: { runs: { x: number; text: string }[] } | undefined) =>
  [...(line?.runs ?? [])].sort((a, b) => a.x - b.x).map(({ text }) => text);

describe("the lines of a card", () => {
  it("break between words, and end in an ellipsis if there is no more room", () => {
    const { lines, isCut } = lay("one two three four", false, 80, 9);
    expect(lines.map(fromLeft)).toEqual([["one", "two"], ["three"], ["four"]]);
    expect(isCut).toBe(false);
    const cut = lay("one two three four", false, 80, 1);
    expect(cut.isCut).toBe(true);
    expect(fromLeft(cut.lines[0])).toEqual(["one", "two", "…"]);
  });

  it("run from right to left in Arabic, with numbers and Latin words in their own order", () => {
    expect(fromLeft(lay("اتفاقية بودابست CETS 185 اليوم", true).lines[0])).toEqual([
      "اليوم",
      "CETS",
      "185",
      "بودابست",
      "اتفاقية",
    ]);
    expect(fromLeft(lay("المنصة · 13 فبراير", true).lines[0])).toEqual(["فبراير", "13", "·", "المنصة"]);
    // A number joined to a letter is at the letter's left.
    expect(fromLeft(lay("و17", true).lines[0])).toEqual(["17", "و"]);
  });

  it("choose a font for each run, and find characters that no font has", () => {
    expect(runsOf("Łódź").map(({ family }) => family)).toContain("Octo Serif Ext");
    expect(runsOf("закон").map(({ family }) => family)).toEqual(["Octo Cyrillic"]);
    expect(["Malabo & Budapest", "Ελλάδα", "حفظ البيانات"].every(canDraw)).toBe(true);
    expect(["电子证据", "ไทย", "עברית"].some(canDraw)).toBe(false);
  });
});

describe("a card", () => {
  const text = {
    site: "Octopus Community",
    over: "Statistics",
    title: "A title",
    under: "Ana",
    isRtl: false,
  };
  /** Counts the light pixels in a band of the picture. */
  async function lightIn(picture: Buffer, from: number, to: number): Promise<number> {
    const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
    return data.subarray(from * info.width, to * info.width).filter((value) => value > 150).length;
  }

  it("is a picture of the size that the sites agree on, with every line written", async () => {
    const picture = await drawCard(text);
    expect(await sharp(picture).metadata()).toMatchObject({ format: "png", ...CARD });
    for (const [from, to] of [
      [70, 130],
      [180, 220],
      [225, 310],
      [535, 580],
    ] as const)
      expect(await lightIn(picture, from, to)).toBeGreaterThan(50);
    // The space between a short title and the last line is empty.
    expect(await lightIn(picture, 330, 520)).toBe(0);
  });

  it("leaves room under the longest title, escapes its text, and writes Arabic", async () => {
    const long = await drawCard({ ...text, title: `A & <b>${" long title".repeat(20)}` });
    expect(await lightIn(long, 522, 534)).toBe(0);
    const arabic = await drawCard({ ...text, title: "حفظ البيانات أولا", isRtl: true });
    const latin = await drawCard(text);
    expect(await lightIn(arabic, 225, 310)).toBeGreaterThan(500);
    expect(arabic.equals(latin)).toBe(false);
    expect((await drawCard(text)).equals(latin)).toBe(true);
  });

  it.each(Object.entries(TEXTS))("are drawn of any title: %s", async (_name, title) => {
    await expect(drawCard({ ...card, title, over: title, under: title })).resolves.toBeInstanceOf(Buffer);
  });
});
