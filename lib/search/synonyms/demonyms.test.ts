import { describe, expect, it } from "vitest";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { countriesOf } from "./demonyms";
import demonyms from "./demonyms.json";

describe("adjectives of countries", () => {
  it("exist for every country in English and French, and for most in Arabic", () => {
    const known = new Map(Object.entries(demonyms));
    const without = COUNTRY_CODES.filter(
      (code) => !known.get(code)?.[0]?.length || !known.get(code)?.[1]?.length,
    );
    expect(without).toEqual([]);
    expect([...known.keys()].filter((code) => !COUNTRY_CODES.includes(code))).toEqual([]);
    expect([...known.values()].filter(([, , arabic]) => arabic?.length).length).toBeGreaterThan(165);
  });

  it.each([
    ["Senegalese", ["SN"]],
    ["sénégalaises", ["SN"]],
    ["senegalaise", ["SN"]],
    ["السنغالية", ["SN"]],
    ["Nigerians", ["NG"]],
    ["nigérienne", ["NE"]],
    ["Sri Lankan", ["LK"]],
    ["sri-lankais", ["LK"]],
    ["turque", ["TR"]],
    ["grecques", ["GR"]],
    ["canadiennes", ["CA"]],
    ["lettonne", ["LV"]],
    ["الأوكرانيين", ["UA"]],
    ["Congolese", ["CD", "CG"]],
    ["Senegal", []],
    ["financial", []],
  ])("%s: belongs to %j", (word, expected) => {
    expect(countriesOf(word).sort()).toEqual(expected);
  });
});
