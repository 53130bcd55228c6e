import { describe, expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import "@/lib/place-kinds";
import { changesPath, type Place, placeText, readPlace, type Thing, thingName, thingPath } from "./model";

const PLACES: Record<string, Place> = {
  "region:Africa": { kind: "region", region: "Africa" },
  "profile:senegal": { kind: "profile", slug: "senegal" },
  "section:senegal/laws": { kind: "section", slug: "senegal", section: "laws" },
  "record:senegal/laws/law-1": { kind: "record", slug: "senegal", section: "laws", record: "law-1" },
  "field:senegal/laws/law-1/inForceFrom": {
    kind: "field",
    slug: "senegal",
    section: "laws",
    record: "law-1",
    field: "inForceFrom",
  },
};

describe("place of a thing", () => {
  it.each(Object.entries(PLACES))("%s: is written and parsed", (text, place) => {
    expect(placeText(place)).toBe(text);
    expect(readPlace(text)).toEqual(place);
  });

  it.each([
    "",
    ":",
    "profile:",
    "profile:Senegal",
    "profile:senegal/laws",
    "section:senegal",
    "section:senegal/nothing",
    "section:senegal/laws/law-1",
    "record:senegal/laws/Law 1",
    "record:senegal/laws/a/b",
    "field:senegal/laws/law-1/nothing",
    "field:senegal/legislation/law-1/title",
    "region:africa",
    "region:Africa/x",
    "topic:senegal",
    "profile:../etc",
    "constructor:x",
  ])("%s: is invalid", (text) => {
    expect(readPlace(text)).toBeNull();
  });
});

describe("watched thing", () => {
  const names = { en: "Senegal", fr: "Sénégal", ar: "السنغال" };
  const thing = (text: string): Thing => ({
    place: PLACES[text] as Place,
    names,
    title: "Code pénal",
  });

  it("is named in the reader's language, with its title isolated", () => {
    const name = (text: string, locale: "en" | "fr" | "ar") =>
      thingName(thing(text), translator(locale), locale);
    expect(name("region:Africa", "fr")).toBe("Afrique");
    expect(name("profile:senegal", "ar")).toBe("السنغال");
    expect(name("section:senegal/laws", "en")).toBe("Senegal: Laws and provisions");
    expect(name("record:senegal/laws/law-1", "en")).toBe(
      "Senegal: Laws and provisions, \u2068Code pénal\u2069",
    );
    expect(name("field:senegal/laws/law-1/inForceFrom", "en")).toMatch(/\u2069, In force from$/);
  });

  it("has a path to itself and to its changes", () => {
    const place = (text: string) => PLACES[text] as Place;
    const at = (text: string) => ({ place: place(text) });
    expect(thingPath(place("section:senegal/laws"))).toBe("/countries/senegal#laws");
    expect(thingPath(place("field:senegal/laws/law-1/inForceFrom"))).toBe(
      "/countries/senegal/history?section=laws&record=law-1&field=inForceFrom",
    );
    expect(changesPath(at("profile:senegal"), 3, 9)).toBe("/countries/senegal/diff?from=3&to=9");
    expect(changesPath(at("record:senegal/laws/law-1"), 0, 9)).toBe(
      "/countries/senegal/diff?from=0&to=9#change-laws",
    );
    expect(changesPath(at("region:Africa"), 0, 0)).toBe("/changes?region=Africa");
    expect(changesPath(at("region:Africa"), 0, 0, new Date("2026-03-01T12:00:00Z"))).toBe(
      "/changes?region=Africa&since=2026-03-01T12%3A00%3A00.000Z",
    );
  });
});
