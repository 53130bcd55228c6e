import { describe, expect, it } from "vitest";
import { namesOf } from "@/lib/profiles/search/country-words";
import { useDatabase } from "@/tests/support/database";
import { entry, put } from "@/tests/support/search";
import type { SearchEntry } from "./index";
import { suggest, suggestIn } from "./index";

useDatabase();

const context = (iso2: string) =>
  Object.entries(placeNames(iso2)).map(([language, text]) => ({ text, language, isPlace: true }));
const placeNames = (iso2: string) => namesOf({ pageId: "", slug: "", iso2, region: null, aliases: [] });

function country(iso2: string, slug: string, given: Partial<SearchEntry> = {}): SearchEntry {
  const title = placeNames(iso2);
  return entry(title.en, "", {
    key: slug,
    kind: "profile",
    path: `/countries/${slug}`,
    title,
    countries: [iso2],
    ...given,
  });
}

function belongingTo(
  iso2: string,
  slug: string,
  title: string,
  given: Partial<SearchEntry> = {},
): SearchEntry {
  const path = `/countries/${slug}`;
  return entry(title, "", { path, countries: [iso2], context: context(iso2), ...given });
}

const ghana = country("GH", "ghana");
const laws = belongingTo("GH", "ghana", "Ghana: Laws and provisions", { kind: "profile", anchor: "laws" });
const provision = belongingTo("GH", "ghana", "s. 124, Electronic Transactions Act", {
  kind: "law",
  anchor: "laws-s-124",
  names: [{ text: "Illegal access", language: "en" }],
});

const ask = async (q: string, lang: "en" | "fr" | "ar" = "en") =>
  (await suggest(null, { q, lang })).map(({ label }) => label);

describe("suggestions of a country", () => {
  it("are one row for it, then its sections, then the rest", async () => {
    await put([laws, provision, ghana]);
    expect(await ask("gha")).toEqual([
      "Ghana",
      "Ghana: Laws and provisions",
      "s. 124, Electronic Transactions Act",
    ]);
  });

  it("name each country before any section, the whole name first", async () => {
    const long = belongingTo("NE", "niger", "Niger: Laws", { kind: "profile" });
    await put([country("NG", "nigeria"), country("NE", "niger"), long]);
    expect(await ask("nig")).toEqual(["Niger", "Nigeria", "Niger: Laws"]);
    await put([
      country("UA", "ukraine"),
      country("GB", "united-kingdom", { names: [{ text: "uk", language: "" }] }),
    ]);
    expect(await ask("uk")).toEqual(["United Kingdom", "Ukraine"]);
  });

  it("are found despite a typing error, in each language", async () => {
    await put([ghana, laws, country("SN", "senegal")]);
    expect((await ask("ghna"))[0]).toBe("Ghana");
    expect(await ask("senagal")).toEqual(["Senegal"]);
    expect(await ask("sénagal", "fr")).toEqual(["Sénégal"]);
    expect((await ask("غاناا", "ar"))[0]).toBe("غانا");
    expect(await ask("xenophobia")).toEqual([]);
  });

  it("do not replace what was typed if anything has that name", async () => {
    await put([ghana, entry("Ghna", "")]);
    expect(await ask("ghna")).toEqual(["Ghna"]);
  });
});

describe("suggestions of a thing in a country", () => {
  it.each(["illegal access gh", "illegal access ghana", "ghana illegal acc", "illegal access ghna"])(
    "%s: the thing with its country, then the country",
    async (q) => {
      await put([ghana, laws, provision, country("GE", "georgia")]);
      const { suggestions, places } = await suggestIn(null, { q, lang: "en" });
      expect(suggestions).toEqual([
        {
          label: "s. 124, Electronic Transactions Act",
          kind: "law",
          href: "/countries/ghana#laws-s-124",
          country: "Ghana",
        },
        { label: "Ghana", kind: "profile", href: "/countries/ghana", country: null },
      ]);
      expect(places.map(({ label, slug }) => [label, slug])).toEqual([["Ghana", "ghana"]]);
      expect(places[0]?.rest).toMatch(/^illegal acc/);
    },
  );

  it("have no country from the beginning of a preposition", async () => {
    await put([country("IN", "india"), entry("Illegal access in", "")]);
    expect(await ask("illegal access in")).toEqual(["Illegal access in"]);
  });

  it("are of the asked kinds only", async () => {
    await put([ghana, provision]);
    expect(await suggest(null, { q: "illegal access gh", lang: "en" }, ["post"])).toEqual([]);
    expect(await suggest(null, { q: "ghna", lang: "en" }, ["law"])).toEqual([]);
  });

  it("show nothing of what the reader may not find", async () => {
    await put([ghana, { ...provision, audience: "moderators" }]);
    expect(await ask("illegal access gh")).toEqual(["Ghana"]);
  });
});
