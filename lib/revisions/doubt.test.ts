import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import {
  briefly,
  doubtOfRows,
  isMarkedUnsourced,
  leastSure,
  ofThemUnverified,
  withCount,
  withDoubt,
} from "./doubt";
import type { AnyRecord, Confidence, Field } from "./records-fields";

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

describe("the marks of a record and of the rows in it", () => {
  const fields: Field[] = [{ name: "confidence", type: "enum" }];
  const row = (id: string, confidence?: Confidence): AnyRecord => ({
    id,
    ...(confidence ? { confidence } : {}),
  });
  const marksOf = (record: AnyRecord, rows: AnyRecord[], than?: Confidence) => {
    const doubt = doubtOfRows(fields, record, rows, than);
    const marks = rows.map((one) => doubt.surenessOf(one)).map((one) => (one === doubt.than ? null : one));
    return { above: doubt.shared, marks };
  };

  it("covers rows as sure as the record, and marks the others alone", () => {
    const rows = [row("a", "likely"), row("b", "unverified"), row("c")];
    expect(marksOf(row("law", "likely"), rows)).toEqual({ above: null, marks: [null, "unverified", null] });
  });

  it("marks a row that is surer than its record", () => {
    const rows = [row("a", "confirmed"), row("b", "likely")];
    expect(marksOf(row("law", "likely"), rows)).toEqual({ above: null, marks: ["confirmed", null] });
  });

  it("says once what all rows share, unless the record or its section has said it", () => {
    const rows = [row("a", "unverified"), row("b", "unverified")];
    const none = [null, null];
    expect(marksOf(row("law", "confirmed"), rows)).toEqual({ above: "unverified", marks: none });
    expect(marksOf(row("law"), rows)).toEqual({ above: "unverified", marks: none });
    expect(marksOf(row("law", "unverified"), rows)).toEqual({ above: null, marks: none });
    expect(marksOf(row("law", "unverified"), rows, "unverified")).toEqual({ above: null, marks: none });
  });

  it("does not say that no source was found beside another mark, nor where unverified says it", () => {
    const record = (confidence?: Confidence) => ({ ...row("law", confidence), sourceState: "none_found" });
    expect(isMarkedUnsourced(record())).toBe(true);
    expect(isMarkedUnsourced(record("confirmed"))).toBe(true);
    expect(isMarkedUnsourced(record("likely"))).toBe(false);
    expect(isMarkedUnsourced(record("likely"), "likely")).toBe(true);
    expect(isMarkedUnsourced(record("unverified"), "unverified")).toBe(false);
    expect(isMarkedUnsourced({ ...record(), sourceState: "cited" })).toBe(false);
  });
});
