import { describe, expect, test } from "vitest";
import { contentOf } from "@/lib/revisions";
import { problemsOf } from "@/lib/text/problems";
import { lawsKind } from "./laws";
import { inReadersOrder, type Translation, translationsOf } from "./translations";

const stored = (schemaVersion: number, ...provisions: unknown[]) => ({
  schemaVersion,
  records: [
    { id: "law-one", title: "Act", status: "in_force", confidence: "likely", sources: ["src-1"], provisions },
  ],
});
const provision = (more: object = {}) => ({ id: "prov-1", locator: "s. 4", confidence: "likely", ...more });
const SINGLE = {
  translation: "Whoever",
  translationLang: "en",
  translationKind: "human",
  translatedBy: "Roe",
};
type Laws = ReturnType<typeof lawsKind.empty>;
const first = (content: Laws) => content.records[0]?.provisions[0];

describe("a provision's translations", () => {
  test("are a list of one where a revision of before has one beside the text", () => {
    const lifted = contentOf(lawsKind, { content: stored(1, provision(SINGLE)) }) as Laws;
    expect(lifted.schemaVersion).toBe(2);
    expect(first(lifted)?.translations).toEqual([
      { id: "prov-1-tr", lang: "en", text: "Whoever", kind: "human", by: "Roe", date: null },
    ]);
    expect(first(lifted)).not.toHaveProperty("translationKind");
    // Always the same, so that two old revisions do not seem to differ.
    expect(lawsKind.diff(lifted, lawsKind.lift(stored(1, provision(SINGLE)))).family).toBe("records");
    expect(lawsKind.lift(stored(1, provision(SINGLE)))).toEqual(lifted);
  });

  test("are empty if nothing was recorded, and without language if none was given", () => {
    const none = { translation: null, translationLang: "en", translationKind: null, translatedBy: null };
    expect(first(lawsKind.lift(stored(1, provision(none))))?.translations).toEqual([]);
    const open = first(lawsKind.lift(stored(1, provision({ ...SINGLE, translationLang: null }))));
    expect(open?.translations[0]?.lang).toBe("und");
    expect(open && translationsOf(open)[0]?.lang).toBeNull();
  });

  test("are written by clients of then as they were, and by those of now as a list", () => {
    expect(first(lawsKind.parse(stored(1, provision(SINGLE))))?.translations).toHaveLength(1);
    const two = [
      { id: "tr-1", lang: "en", text: "Whoever", kind: "machine" },
      { id: "tr-2", lang: "FR", text: "Quiconque", kind: "official", by: "Journal officiel", date: "2013" },
    ];
    expect(first(lawsKind.parse(stored(2, provision({ translations: two }))))?.translations).toMatchObject([
      { lang: "en", by: null, date: null },
      { lang: "fr", date: "2013" },
    ]);
    expect(() =>
      lawsKind.parse(stored(2, provision({ translations: [{ id: "tr-1", text: "x" }] }))),
    ).toThrow();
    expect(() => lawsKind.parse(stored(3, provision()))).toThrow();
  });

  test("are in the reader's order: their language, then official before human before machine", () => {
    const one = (lang: string | null, kind: Translation["kind"], date: string | null = null) => ({
      lang,
      kind,
      date,
    });
    const all = [
      one("de", "official"),
      one("en", "machine"),
      one("fr-CA", "human", "2010"),
      one("fr", null),
      one("fr", "human", "2020"),
      one("fr", "official"),
    ];
    expect(inReadersOrder(all, "fr")).toEqual([all[5], all[4], all[2], all[3], all[0], all[1]]);
    expect(inReadersOrder(all, "ar")[0]).toEqual(all[0]);
  });
});

describe("the replacement of a provision", () => {
  const told = (...chain: [string, string | null][]) => {
    const provisions = chain.map(([id, supersededBy]) => ({ ...provision(), id, supersededBy }));
    try {
      lawsKind.parse(stored(2, ...provisions));
    } catch (error) {
      return problemsOf(error).map(({ path, rule }) => `${path.slice(3).join(".")} ${rule}`);
    }
    return [];
  };

  test("is another provision of the section, not itself, and no circle of them", () => {
    expect(told(["prov-1", "prov-2"], ["prov-2", null])).toEqual([]);
    expect(told(["prov-1", "prov-9"])).toEqual(["0.supersededBy successor"]);
    expect(told(["prov-1", "prov-1"])).toEqual(["0.supersededBy itself"]);
    expect(told(["prov-1", "prov-2"], ["prov-2", "prov-1"], ["prov-3", "prov-1"])).toEqual([
      "0.supersededBy circle",
      "1.supersededBy circle",
    ]);
  });

  test("is read as it was written where a revision of before names none that there is", () => {
    expect(first(lawsKind.lift(stored(1, provision({ supersededBy: "prov-9" }))))?.supersededBy).toBe(
      "prov-9",
    );
  });
});
