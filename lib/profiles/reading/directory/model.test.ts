import { describe, expect, it } from "vitest";
import { type DirectoryEntry, NO_ACTION, type TreatyStanding } from "../model";
import { chooseEntries, DirectoryQuery, fold, pageOf } from "./model";

const party = (consentOn: string | null, inForceOn: string | null = null): TreatyStanding => ({
  status: "party",
  consentOn,
  inForceOn,
  confidence: "confirmed",
  consentConfidence: consentOn && "confirmed",
  inForceConfidence: inForceOn && "confirmed",
});

function entry(
  slug: string,
  names: [string, string, string],
  given: Partial<DirectoryEntry> = {},
): DirectoryEntry {
  return {
    slug,
    iso2: slug.slice(0, 2).toUpperCase(),
    names: { en: names[0], fr: names[1], ar: names[2] },
    region: "Africa",
    designation: null,
    aliases: [],
    standings: { 185: NO_ACTION, 189: NO_ACTION, 224: NO_ACTION },
    projects: [],
    filledSections: 0,
    overdueSections: 0,
    updatedAt: null,
    ...given,
  };
}

const ENTRIES = [
  entry("senegal", ["Senegal", "Sénégal", "السنغال"], {
    standings: { 185: party("2016-12-16", "2017-04-01"), 189: NO_ACTION, 224: NO_ACTION },
    projects: ["glacy"],
    filledSections: 7,
    updatedAt: new Date("2026-02-01T10:00:00Z"),
  }),
  entry("cote-divoire", ["Côte d’Ivoire", "Côte d’Ivoire", "كوت ديفوار"], {
    aliases: ["CI", "CIV", "ivory-coast"],
  }),
  entry("romania", ["Romania", "Roumanie", "رومانيا"], {
    region: "Europe",
    standings: {
      185: party("2004-05-12"),
      189: party("2009-07-16"),
      224: { ...NO_ACTION, status: "signatory" },
    },
    filledSections: 9,
  }),
  entry("egypt", ["Egypt", "Égypte", "مصر"]),
];

const slugs = (query: Record<string, string>, locale: "en" | "fr" | "ar" = "en") =>
  chooseEntries(ENTRIES, DirectoryQuery.parse(query), locale).map(({ slug }) => slug);

describe("fold", () => {
  it("forgets case, accents, apostrophes, vowel signs and the variants of alef", () => {
    expect(fold("Côte d’Ivoire")).toBe("cote divoire");
    expect(fold("Türkiye")).toBe("turkiye");
    expect(fold("أَلبانيا")).toBe("البانيا");
  });
});

describe("chooseEntries", () => {
  it("lists by name in the reader's language", () => {
    expect(slugs({})).toEqual(["cote-divoire", "egypt", "romania", "senegal"]);
    expect(slugs({}, "fr")).toEqual(["cote-divoire", "egypt", "romania", "senegal"]);
  });

  it("finds names without accents, in any language, by code and by other names", () => {
    expect(slugs({ q: "cote" })).toEqual(["cote-divoire"]);
    expect(slugs({ q: "SÉNÉGAL" })).toEqual(["senegal"]);
    expect(slugs({ q: "سنغال" })).toEqual(["senegal"]);
    expect(slugs({ q: "ivory" })).toEqual(["cote-divoire"]);
    expect(slugs({ q: "civ" })).toEqual(["cote-divoire"]);
    expect(slugs({ q: "d'ivoire cote" })).toEqual(["cote-divoire"]);
    expect(slugs({ q: "atlantis" })).toEqual([]);
  });

  it("narrows by region, by status under the treaty asked for, and by project", () => {
    expect(slugs({ region: "Europe" })).toEqual(["romania"]);
    expect(slugs({ status: "party" })).toEqual(["romania", "senegal"]);
    expect(slugs({ status: "signatory" })).toEqual([]);
    expect(slugs({ status: "signatory", treaty: "224" })).toEqual(["romania"]);
    expect(slugs({ status: "none" })).toEqual(["cote-divoire", "egypt"]);
    expect(slugs({ project: "glacy" })).toEqual(["senegal"]);
  });

  it("sorts both ways, with the unknown last", () => {
    expect(slugs({ sort: "-name" })).toEqual(["senegal", "romania", "egypt", "cote-divoire"]);
    expect(slugs({ sort: "status" })).toEqual(["romania", "senegal", "cote-divoire", "egypt"]);
    expect(slugs({ sort: "date" })).toEqual(["romania", "senegal", "cote-divoire", "egypt"]);
    expect(slugs({ sort: "-date" })).toEqual(["senegal", "romania", "cote-divoire", "egypt"]);
    expect(slugs({ sort: "-sections" })).toEqual(["romania", "senegal", "cote-divoire", "egypt"]);
    expect(slugs({ sort: "updated" })[0]).toBe("senegal");
  });

  it("ignores invalid values", () => {
    expect(slugs({ region: "Atlantis", status: "maybe", sort: "colour", treaty: "108" })).toHaveLength(4);
  });
});

describe("pageOf", () => {
  it("continues after a key, and says when there is no more", () => {
    const chosen = chooseEntries(ENTRIES, {}, "en");
    expect(pageOf(chosen, undefined, 3)).toMatchObject({ next: "romania" });
    const second = pageOf(chosen, "romania", 3);
    expect(second.rows.map(({ slug }) => slug)).toEqual(["senegal"]);
    expect(second.next).toBeNull();
  });
});
