import { describe, expect, it } from "vitest";
import { institutionsKind } from "@/lib/profiles/kinds/institutions";
import { lawsKind } from "@/lib/profiles/kinds/laws";
import { recordPassages } from "@/lib/profiles/search/records";
import { canonicalJson } from "@/lib/text/canonical";
import { problemsOf } from "@/lib/text/problems";
import type { AnyRecord } from "../records-fields";
import { beginForm, controlName, readRecordsForm, writeState } from "./records-form";
import { contentOfForm, readStep, takeStep, writeStep } from "./records-steps";
import { inWordsOf, langOfField, wordingsOf, wordsByLanguage } from "./wordings";

const unit = (given: object = {}) => ({
  id: "unit",
  name: "Cybercrime Unit",
  kind: "police_unit",
  mandate: "Investigates.",
  note: "Since 2015",
  powers: ["Search", "Seizure"],
  sourceState: "none_found",
  confidence: "likely",
  ...given,
});
const of = (...records: object[]) => institutionsKind.parse({ schemaVersion: 1, records });
const french = (given: object = {}) => ({
  id: "unit-fr",
  lang: "fr",
  name: "Unité de lutte contre la cybercriminalité",
  powers: ["Perquisition"],
  ...given,
});

function problemsIn(run: () => unknown) {
  try {
    run();
    return [];
  } catch (error) {
    return problemsOf(error);
  }
}

describe("wordings of a record", () => {
  it("leave a record without wordings unchanged, to the byte", () => {
    const [plain] = of(unit()).records;
    expect(Object.keys(plain ?? {})).not.toContain("wordings");
    for (const wordings of [null, []])
      expect(canonicalJson(of(unit({ wordings })))).toBe(canonicalJson(of(unit())));
    expect(canonicalJson(institutionsKind.lift(JSON.parse(canonicalJson(of(unit())))))).toBe(
      canonicalJson(of(unit())),
    );
  });

  it("replace the original field by field for readers of their language", () => {
    const [record] = of(unit({ wordings: [french({ kind: "human", by: "A. Pop" })] })).records;
    const { record: read, wording, names } = inWordsOf(record as unknown as AnyRecord, "fr");
    expect(read).toMatchObject({
      name: "Unité de lutte contre la cybercriminalité",
      mandate: "Investigates.",
      powers: ["Perquisition"],
    });
    expect([names, wording?.by]).toEqual([["name", "powers"], "A. Pop"]);
    expect(inWordsOf(record as unknown as AnyRecord, "ar")).toMatchObject({
      wording: null,
      names: [],
      record,
    });
  });

  it("prefer the official one to a person's, and that to a machine's", () => {
    const wordings = [
      french({ id: "fr-machine", name: "Machine", kind: "machine" }),
      french({ id: "fr-person", name: "Personne", kind: "human" }),
      french({ id: "fr-state", lang: "fr-SN", name: "Officielle", kind: "official" }),
    ];
    const [record] = of(unit({ wordings })).records;
    expect(inWordsOf(record as unknown as AnyRecord, "fr").record.name).toBe("Officielle");
  });

  it("leave other fields in the section's language, which is shown if not the reader's", () => {
    const [record] = of(unit({ wordings: [french()] })).records;
    const langs = (language: string, written?: string) => {
      const read = inWordsOf(record as unknown as AnyRecord, language, written);
      return [langOfField(read, "name"), langOfField(read, "mandate")];
    };
    expect(langs("fr", "en")).toEqual([undefined, "en"]);
    expect(langs("ar", "en")).toEqual(["en", "en"]);
    expect(langs("en", "en")).toEqual([undefined, undefined]);
    expect(langs("fr", "fr-CA")).toEqual([undefined, undefined]);
    expect(langs("ar")).toEqual([undefined, undefined]);
  });

  it("give the title in each language that has one", () => {
    const arabic = { id: "unit-ar", lang: "ar", mandate: "يحقق" };
    const [record] = of(unit({ wordings: [french(), arabic] })).records;
    expect(wordsByLanguage(record ?? {}, "name")).toEqual({
      fr: "Unité de lutte contre la cybercriminalité",
    });
    expect(wordsByLanguage({ wordings: null }, "name")).toEqual({});
  });

  it("are rejected without text or with an invalid language", () => {
    const faults = (wording: object) =>
      problemsIn(() => of(unit({ wordings: [{ id: "unit-fr", ...wording }] }))).map(({ path, rule }) => [
        path.join("/"),
        rule,
      ]);
    expect(faults({ lang: "fr", by: "A. Pop" })).toEqual([["records/0/wordings/0/lang", "wording"]]);
    expect(faults({ lang: "nolanguage", name: "x" })[0]?.[0]).toBe("records/0/wordings/0/lang");
    expect(faults({ lang: "fr", website: "https://x.example" })).not.toEqual([]);
  });

  it("are merged one by one, with a conflict for a wording that both changed", () => {
    const base = of(unit());
    const theirs = of(unit({ wordings: [french()] }));
    const mine = of(unit({ wordings: [{ id: "unit-ar", lang: "ar", name: "وحدة" }] }));
    const merged = institutionsKind.merge(base, theirs, mine);
    expect([
      merged.clean,
      wordingsOf(merged.content.records[0] ?? {})
        .map(({ lang }) => lang)
        .sort(),
    ]).toEqual([true, ["ar", "fr"]]);
    const gone = institutionsKind.merge(theirs, of(unit()), theirs);
    expect(Object.keys(gone.content.records[0] ?? {})).not.toContain("wordings");
    const clash = institutionsKind.merge(
      theirs,
      of(unit({ wordings: [french({ name: "Une unité" })] })),
      of(unit({ wordings: [french({ name: "Deux unités" })] })),
    );
    expect(clash.conflicts.map(({ id }) => id)).toEqual(["unit/wordings/unit-fr/name"]);
  });

  it("count as one change of the record in a diff", () => {
    const diff = institutionsKind.diff(of(unit()), of(unit({ wordings: [french()] })));
    expect(diff.family === "records" ? diff.records[0]?.fields.map(({ name }) => name) : null).toEqual([
      "wordings",
    ]);
  });

  it("include headings and notes of a provision's translations", () => {
    const provision = {
      id: "prov-one",
      locator: "art. 1",
      heading: "Accès",
      note: "Amendé",
      lang: "fr",
      confidence: "likely",
      translations: [{ id: "prov-one-en", lang: "en", heading: "Access", kind: "official" }],
    };
    const law = { id: "law-one", title: "Code", sourceState: "none_found", confidence: "likely" };
    const { records } = lawsKind.parse({ schemaVersion: 2, records: [{ ...law, provisions: [provision] }] });
    const [read] = records[0]?.provisions ?? [];
    expect(inWordsOf(read as unknown as AnyRecord, "en")).toMatchObject({
      record: { heading: "Access", note: "Amendé" },
      names: ["heading"],
    });
    const silent = { ...provision, translations: [{ id: "prov-one-en", lang: "en" }] };
    expect(
      problemsIn(() => lawsKind.parse({ schemaVersion: 2, records: [{ ...law, provisions: [silent] }] })).map(
        ({ rule }) => rule,
      ),
    ).toEqual(["required"]);
  });

  it("are found by search in their language", () => {
    const [record] = of(unit({ wordings: [french()] })).records;
    const passages = recordPassages(institutionsKind, record as unknown as AnyRecord);
    expect(passages).toContainEqual({ text: "Unité de lutte contre la cybercriminalité", language: "fr" });
    expect(passages.filter(({ text }) => text.includes("Unité"))).toHaveLength(1);
  });

  it("can be added, edited and removed in the form without scripts", () => {
    const shape = { fields: institutionsKind.fields, sourceFields: [] };
    const begun = beginForm(of(unit()) as unknown as Parameters<typeof beginForm>[0]);
    const step = (form: typeof begun, does: Parameters<typeof writeStep>[0]) =>
      takeStep(shape, form, readStep(writeStep(does)) as NonNullable<ReturnType<typeof readStep>>);
    const added = step(begun, { does: "add", path: ["unit", "wordings"] });
    const name = (field: string) => controlName(added.open, field);
    const typed = readRecordsForm(shape, {
      state: writeState(added),
      [name("lang")]: "fr",
      [name("name")]: "Unité",
      [name("kind")]: "human",
    });
    const saved = institutionsKind.parse(contentOfForm(shape, typed ?? added).content);
    expect(wordingsOf(saved.records[0] ?? {})).toMatchObject([
      { lang: "fr", name: "Unité", kind: "human", by: null },
    ]);
    const without = institutionsKind.parse(
      contentOfForm(shape, step(typed ?? added, { does: "remove", path: added.open })).content,
    );
    expect(canonicalJson(without)).toBe(canonicalJson(of(unit())));
  });
});
