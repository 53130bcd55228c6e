import { describe, expect, it } from "vitest";
import { prose } from "@/tests/support/sections";
import { driftOf, followBlocks } from "./follow";

const ids = (content: ReturnType<typeof prose>) => content.doc.content.map((block) => block.attrs.id);

describe("what of a translation is old", () => {
  const followed = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three." });
  const own = prose({ aaaaaa: "Un.", bbbbbb: "Deux.", cccccc: "Trois." });

  it("is the block whose source changed, and no other", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two, and more.", cccccc: "Three." });
    expect(driftOf(followed, source, own)).toEqual({
      changed: ["bbbbbb"],
      added: [],
      removed: [],
      unplaced: 0,
    });
  });

  it("is nothing while the source says the same, wherever its blocks stand", () => {
    const moved = prose({ cccccc: "Three.", aaaaaa: "One.", bbbbbb: "Two." });
    expect(driftOf(followed, moved, own)).toEqual({ changed: [], added: [], removed: [], unplaced: 0 });
  });

  it("knows what came and what went", () => {
    const source = prose({ aaaaaa: "One.", cccccc: "Three.", dddddd: "Four." });
    const drift = driftOf(followed, source, own);
    expect(drift).toEqual({ changed: [], added: ["dddddd"], removed: ["bbbbbb"], unplaced: 0 });
  });

  it("is counted where the translation is put together otherwise", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two, and more.", cccccc: "Three." });
    expect(driftOf(followed, source, prose({ xxxxxx: "Un, deux, trois." })).unplaced).toBe(1);
  });

  it("is no longer old what was translated before it was said to be up to date", () => {
    const source = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three.", dddddd: "Four." });
    const ahead = prose({ aaaaaa: "Un.", bbbbbb: "Deux.", cccccc: "Trois.", dddddd: "Quatre." });
    expect(driftOf(followed, source, ahead).changed).toEqual(["dddddd"]);
  });
});

describe("the ids of a translation's new blocks", () => {
  const source = prose({ aaaaaa: "One.", bbbbbb: "Two.", cccccc: "Three." });

  it("are those of the source where both are put together alike", () => {
    const own = prose({ xxxxxx: "Un.", yyyyyy: "Deux.", zzzzzz: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["aaaaaa", "bbbbbb", "cccccc"]);
  });

  it("are found between blocks that both have", () => {
    const own = prose({ aaaaaa: "Un.", yyyyyy: "Deux.", cccccc: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["aaaaaa", "bbbbbb", "cccccc"]);
  });

  it("stay as they are where the parts are others", () => {
    const own = prose({ xxxxxx: "Un et deux.", zzzzzz: "Trois." });
    expect(ids(followBlocks(source, own, new Set()))).toEqual(["xxxxxx", "zzzzzz"]);
  });

  it("stay those by which they were known before", () => {
    const own = prose({ aaaaaa: "Un.", yyyyyy: "Deux.", cccccc: "Trois." });
    expect(ids(followBlocks(source, own, new Set(["aaaaaa", "yyyyyy", "cccccc"])))).toEqual([
      "aaaaaa",
      "yyyyyy",
      "cccccc",
    ]);
  });
});
