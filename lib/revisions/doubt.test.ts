import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { briefly, leastSure, ofThemUnverified, withCount, withDoubt } from "./doubt";

describe("doubt in plain text", () => {
  const t = translator("en");

  it("follows a text that is not confirmed, and no other", () => {
    expect(withDoubt(t, "Party", "unverified")).toBe("Party (unverified)");
    expect(withDoubt(t, "Party", "likely")).toBe("Party (likely)");
    expect(withDoubt(t, "Party", "disputed")).toBe("Party (disputed)");
    for (const none of ["confirmed", null, undefined, "else"])
      expect(withDoubt(t, "Party", none)).toBe("Party");
  });

  it("is not repeated for a part as sure as the whole", () => {
    expect(withDoubt(t, "2004", "unverified", "unverified")).toBe("2004");
    expect(withDoubt(t, "2004", "unverified", "likely")).toBe("2004 (unverified)");
  });

  it("is said of counts only where something is unverified", () => {
    expect(withCount(t, "3 Parties", 0)).toBe("3 Parties");
    expect(withCount(t, "3 Parties", 2)).toBe("3 Parties (2 unverified)");
    expect(ofThemUnverified(t, 0)).toBeNull();
    expect(ofThemUnverified(t, 1)).toBe("1 of them is unverified.");
  });

  it.each(LOCALES)("is worded in %s", (locale) => {
    const word = translator(locale)("doubt.mark.unverified");
    expect(withDoubt(translator(locale), "x", "unverified")).toBe(`x (${word})`);
  });
});

describe("how sure something is", () => {
  it("is that of its least sure fact", () => {
    expect(leastSure([])).toBe("confirmed");
    expect(leastSure(["confirmed", "likely"])).toBe("likely");
    expect(leastSure(["unverified", "likely", null])).toBe("unverified");
    expect(leastSure(["likely", "disputed"])).toBe("disputed");
  });

  it("is marked in lists only where no source supports it", () => {
    expect(["confirmed", "likely", "unverified", "disputed", null].map(briefly)).toEqual([
      "confirmed",
      "confirmed",
      "unverified",
      "disputed",
      "confirmed",
    ]);
  });
});
