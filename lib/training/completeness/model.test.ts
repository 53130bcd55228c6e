import { describe, expect, it } from "vitest";
import { type CompletenessFacts, lacksOf } from "./model";

const COMPLETE: CompletenessFacts = {
  abstract: "How a request to preserve data is written.",
  kind: "guide",
  level: "introductory",
  licence: "cc-by",
  audiences: ["prosecutor"],
  topics: ["electronic-evidence"],
  formats: ["self-paced"],
  countries: [],
  isNeutral: true,
  durationMinutes: 60,
  deliveryDays: null,
  files: 1,
  others: 0,
};

describe("what a material lacks", () => {
  it("is nothing when it states all that it is filtered by and has something to use", () => {
    expect([...lacksOf(COMPLETE)]).toEqual([]);
    expect([...lacksOf({ ...COMPLETE, files: 0, others: 1 })]).toEqual([]);
  });

  it("is listed in the order of the page for one created with only a title", () => {
    const begun: CompletenessFacts = {
      abstract: "",
      kind: "",
      level: "",
      licence: "",
      audiences: [],
      topics: [],
      formats: [],
      countries: [],
      isNeutral: false,
      durationMinutes: null,
      deliveryDays: null,
      files: 0,
      others: 0,
    };
    expect([...lacksOf(begun).keys()]).toEqual([
      "use",
      "abstract",
      "kind",
      "level",
      "audiences",
      "topics",
      "licence",
      "formats",
      "countries",
      "hours",
    ]);
  });

  it.each([
    ["an unknown licence with files", { licence: "unknown" }, "licence", "licence_unknown"],
    ["no jurisdictions", { isNeutral: false }, "countries", "country_or_neutral"],
    ["no duration", { durationMinutes: null }, "hours", "required"],
    ["refused files only", { files: 0 }, "use", "material_empty"],
  ])("is one field with %s", (_, given, field, code) => {
    expect([...lacksOf({ ...COMPLETE, ...given })]).toEqual([[field, code]]);
  });

  it("is nothing for linked content of an unknown licence", () => {
    expect([...lacksOf({ ...COMPLETE, licence: "unknown", files: 0, others: 2 })]).toEqual([]);
  });
});
