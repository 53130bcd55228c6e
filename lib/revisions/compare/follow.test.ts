import { describe, expect, it } from "vitest";
import { prose } from "@/tests/support/sections";
import { driftOf, followBlocks } from "./follow";

const ids = (content: ReturnType<typeof prose>) => content.doc.content.map((block) => block.attrs.id);

describe("outdated parts of a translation", () => {
  const followed = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three." });
  const own = prose({ aaaaaa: "Un.", bbbbbb: "Deux.", cccccc: "Trois." });

  it("are exactly the blocks whose source changed", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two, and more.", cccccc: "Three." });
    expect(driftOf(followed, source, own)).toEqual({
      changed: ["bbbbbb"],
      added: [],
      removed: [],
      unplaced: 0,
    });
  });

  it("are none while the source only moved its blocks", () => {
    const moved = prose({ cccccc: "Three.", aaaaaa: "One.", bbbbbb: "Two." });
    expect(driftOf(followed, moved, own)).toEqual({ changed: [], added: [], removed: [], unplaced: 0 });
  });

  it("include added and removed blocks", () => {
    const source = prose({ aaaaaa: "One.", cccccc: "Three.", dddddd: "Four." });
    const drift = driftOf(followed, source, own);
    expect(drift).toEqual({ changed: [], added: ["dddddd"], removed: ["bbbbbb"], unplaced: 0 });
  });

  it("are counted as unplaced if the translation has other blocks", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two, and more.", cccccc: "Three." });
    expect(driftOf(followed, source, prose({ xxxxxx: "Un, deux, trois." })).unplaced).toBe(1);
  });

  it("exclude blocks translated before the translation was marked up to date", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three.", dddddd: "Four." });
    const ahead = prose({ aaaaaa: "Un.", bbbbbb: "Deux.", cccccc: "Trois.", dddddd: "Quatre." });
    expect(driftOf(followed, source, ahead).changed).toEqual(["dddddd"]);
  });
});

describe("ids of a translation's new blocks", () => {
  const source = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three." });

  it("are those of the source if both have the same structure", () => {
    const own = prose({ xxxxxx: "Un.", yyyyyy: "Deux.", zzzzzz: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["aaaaaa", "bbbbbb", "cccccc"]);
  });

  it("are found between blocks that both have", () => {
    const own = prose({ aaaaaa: "Un.", yyyyyy: "Deux.", cccccc: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["aaaaaa", "bbbbbb", "cccccc"]);
  });

  it("are unchanged if the structure differs", () => {
    const own = prose({ xxxxxx: "Un et deux.", zzzzzz: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["xxxxxx", "zzzzzz"]);
  });

  it("stay the same for blocks known before", () => {
    const own = prose({ aaaaaa: "Un.", yyyyyy: "Deux.", cccccc: "Trois." });
    expect(ids(followBlocks(source, own, new Set(["aaaaaa", "yyyyyy", "cccccc"])))).toEqual([
      "aaaaaa",
      "yyyyyy",
      "cccccc",
    ]);
  });
});
