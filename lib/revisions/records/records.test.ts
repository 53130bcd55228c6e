import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS, kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import { lawsKind } from "@/lib/profiles/kinds/laws";
import { sourcesKind } from "@/lib/profiles/kinds/sources";
import { treatyStanding, treatyStatusKind } from "@/lib/profiles/kinds/treaty-status";
import { isSectionKey, SECTIONS, sectionOf } from "@/lib/profiles/model";
import { problemsOf } from "@/lib/text/problems";
import type { SectionKind } from "../kind";
import type { RecordsDiff } from "../model";
import { type AnyRecord, type Field, isBlank, optionLabelKey } from "../records-fields";
import { fieldSchema } from "./records-schema";

const content = (...records: unknown[]) => ({ schemaVersion: 1, records });
const law = (id: string, fields: object = {}) => ({
  id,
  title: `Law ${id}`,
  sourceState: "none_found",
  ...fields,
});
const laws = (...records: unknown[]) => lawsKind.parse(content(...records));
function problems(kind: SectionKind<never> | SectionKind<unknown>, input: unknown) {
  try {
    kind.parse(input);
  } catch (error) {
    return problemsOf(error).map(
      ({ path, rule, field }) => `${path.join(".")} ${rule}${path.at(-1) === field ? "" : ` (${field})`}`,
    );
  }
  return [];
}

describe("S1 one description of the fields", () => {
  test("has a kind for every section of the template, and no other", () => {
    expect(Object.keys(KINDS)).toEqual(SECTIONS.map((section) => section.key));
    for (const { key, family, parent } of SECTIONS) {
      expect(kindOf(key)).toMatchObject({ key, family });
      if (parent !== null) expect(isSectionKey(parent)).toBe(true);
      const kind = recordsKindOf(key);
      expect(kind === null).toBe(family === "prose");
      if (kind) expect(kind.isLegal).toBe(sectionOf(key).isLegal);
    }
    expect(isSectionKey("history")).toBe(false);
  });

  test.each(SECTIONS.filter((section) => section.family === "records").map((section) => section.key))(
    "%s: has complete descriptions as plain data",
    (key) => {
      const kind = recordsKindOf(key);
      if (!kind) throw new Error(key);
      const check = (fields: readonly Field[]) => {
        expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
        for (const field of fields) {
          if (field.type === "enum" || field.type === "enumList")
            expect(field.options?.length && field.vocabulary).toBeTruthy();
          if (field.type === "records") check(field.fields ?? []);
          expect(field.type === "records").toBe(field.fields !== undefined);
        }
      };
      check(kind.fields);
      expect(JSON.parse(JSON.stringify(kind.fields))).toEqual(kind.fields);
      for (const name of [kind.titleField, ...(kind.columns ?? [])])
        expect(kind.fields.map((field) => field.name)).toContain(name);
      expect(kind.isEmpty(kind.empty())).toBe(true);
      expect(kind.lift(kind.empty())).toEqual(kind.empty());
    },
  );

  test("fills missing fields in a fixed order, and reading twice changes nothing", () => {
    const parsed = laws({
      sourceState: "none_found",
      title: "  Loi   n° 2008-11 ",
      id: "sen-2008-11",
      provisions: [{ id: "sen-2008-11-2", locator: "art. 431-8", articles: ["185-2"] }],
    });
    const [record] = parsed.records;
    expect(record).toMatchObject({
      title: "Loi n° 2008-11",
      number: null,
      topics: [],
      confidence: "unverified",
      asOf: null,
      sources: [],
      note: null,
    });
    expect(record?.provisions[0]).toEqual({
      id: "sen-2008-11-2",
      locator: "art. 431-8",
      heading: null,
      articles: ["185-2"],
      text: null,
      lang: null,
      translations: [],
      inForceFrom: null,
      inForceTo: null,
      supersededBy: null,
      note: null,
      sources: [],
      confidence: "unverified",
    });
    expect(Object.keys(record ?? {})[0]).toBe("id");
    expect(JSON.stringify(lawsKind.parse(JSON.parse(JSON.stringify(parsed))))).toBe(JSON.stringify(parsed));
    const reordered = JSON.parse(
      JSON.stringify({
        records: parsed.records.map((r) => Object.fromEntries(Object.entries(r).reverse())),
        schemaVersion: 1,
      }),
    );
    expect(JSON.stringify(lawsKind.lift(reordered))).toBe(JSON.stringify(parsed));
  });

  test.each([
    [{ adoptedOn: "3 mai 2012" }, { adoptedOn: "2012-05-03" }],
    [{ adoptedOn: "٣ مايو ٢٠١٢" }, { adoptedOn: "2012-05-03" }],
    [{ asOf: "3 May 2012" }, { asOf: "2012-05-03" }],
    [{ lang: ["Portuguese", "fr"] }, { lang: ["pt", "fr"] }],
    [{ officialUrl: "www.example.org/law" }, { officialUrl: "https://www.example.org/law" }],
  ])("stores what people write in one form: %o", (typed, stored) => {
    expect(lawsKind.parse(content(law("law-one", typed))).records[0]).toMatchObject(stored);
  });

  test.each([
    [{ adoptedOn: "03/05/2012" }, "records.0.adoptedOn ambiguousDate"],
    [{ adoptedOn: "3 May 1750" }, "records.0.adoptedOn date"],
    [{ asOf: "May 2012" }, "records.0.asOf day"],
    [{ lang: ["French", "fr"] }, "records.0.lang repeated"],
    [{ officialUrl: "mailto:a@example.org" }, "records.0.officialUrl url"],
    [{ officialUrl: "a@example.org" }, "records.0.officialUrl url"],
    [{ officialUrl: "ftp.example.org:x/law" }, "records.0.officialUrl url"],
  ])("refuses what can be read in two ways, or not at all: %o", (typed, problem) => {
    expect(problems(lawsKind, content(law("law-one", typed)))).toEqual([problem]);
  });

  test("reports field and rule of an invalid value", () => {
    expect(problems(lawsKind, content(law("law-one", { title: "" })))).toEqual(["records.0.title required"]);
    expect(problems(lawsKind, content(law("law-one", { title: null })))).toEqual([
      "records.0.title required",
    ]);
    expect(problems(lawsKind, content(law("law-one", { title: "x".repeat(301) })))).toEqual([
      "records.0.title too_long",
    ]);
    expect(problems(lawsKind, content(law("law-one", { title: 5 })))).toEqual(["records.0.title type"]);
    expect(problems(lawsKind, content(law("law-one", { kind: "song" })))).toEqual(["records.0.kind option"]);
    expect(problems(lawsKind, content(law("law-one", { html: "<b>" })))).toEqual([
      "records.0 unknown (html)",
    ]);
    expect(problems(lawsKind, content(law("law-one", { adoptedOn: "2023-02-30" })))).toEqual([
      "records.0.adoptedOn date",
    ]);
    expect(problems(lawsKind, content(law("law-one", { asOf: "2023-02" })))).toEqual(["records.0.asOf day"]);
    expect(problems(lawsKind, content(law("law-one", { officialUrl: "javascript:alert(1)" })))).toEqual([
      "records.0.officialUrl url",
    ]);
    expect(problems(lawsKind, content(law("law-one", { lang: ["englisch-neu"] })))).toEqual([
      "records.0.lang.0 lang (lang)",
    ]);
    expect(problems(lawsKind, content(law("law-one", { topics: ["evidence", "evidence"] })))).toEqual([
      "records.0.topics repeated",
    ]);
    expect(
      problems(
        lawsKind,
        content(law("law-one", { provisions: [{ id: "prov-1", locator: "1", articles: ["999-1"] }] })),
      ),
    ).toEqual(["records.0.provisions.0.articles.0 form (articles)"]);
    expect(
      problems(
        lawsKind,
        content(law("law-one", { amendedBy: Array.from({ length: 31 }, (_, n) => `a${n}`) })),
      ),
    ).toEqual(["records.0.amendedBy too_many"]);
    expect(problems(lawsKind, content(law("X")))).toEqual(["records.0.id form"]);
    expect(problems(lawsKind, content(law("law-one"), law("law-one")))).toEqual(["records.1.id repeated"]);
    expect(
      problems(lawsKind, content(law("law-one", { provisions: [{ id: "law-one", locator: "1" }] }))),
    ).toEqual(["records.0.provisions.0.id repeated"]);
    expect(
      problems(
        kindOf("case-law"),
        content({ id: "case-1", title: "X v. Y", court: "C", sourceState: "none_found" }),
      ),
    ).toEqual(["records.0.anonymised confirm"]);
    expect(
      problems(kindOf("statistics"), content({ id: "stat-1", indicator: "reports", period: "2023" })),
    ).toEqual(["records.0.value required"]);
    expect(problems(kindOf("institutions"), content({ id: "inst-1", name: "Unit" }))).toEqual([
      "records.0.kind required",
    ]);
  });

  test.each([
    null,
    [],
    "x",
    { records: [] },
    { schemaVersion: 1 },
    { schemaVersion: 9, records: [] },
    { schemaVersion: 1, records: {} },
    { schemaVersion: 1, records: [null] },
    { schemaVersion: 1, records: [["id"]] },
    { schemaVersion: 1, records: [], html: "" },
    JSON.parse('{"schemaVersion":1,"records":[{"id":"law-one","__proto__":{"x":1}}]}'),
    content(...Array.from({ length: 301 }, (_, n) => law(`law-${n}`))),
    content(law("law-one", { title: { toString: "x" } })),
    content(law("law-one", { sources: ["<script>"] })),
  ])("rejects %j", (input) => {
    expect(problems(lawsKind, input).length).toBeGreaterThan(0);
  });

  test("normalizes addresses, languages and text", () => {
    const [record] = laws(
      law("law-one", {
        lang: ["FR-fr", "ar"],
        officialUrl: " https://Example.org ",
        summary: "a\r\n\r\n\r\n\r\nb\u202e  \n",
        amendedBy: [" Law 2 "],
      }),
    ).records;
    expect(record).toMatchObject({
      lang: ["fr-FR", "ar"],
      officialUrl: "https://example.org/",
      summary: "a\n\nb",
      amendedBy: ["Law 2"],
    });
  });
});

describe("S2 sources", () => {
  test("requires a source, or the statement that none was found, in legal records", () => {
    expect(problems(lawsKind, content({ id: "law-one", title: "X" }))).toEqual(["records.0.sources source"]);
    expect(laws({ id: "law-one", title: "X", sources: ["src-one"] }).records[0]?.sourceState).toBe("cited");
    expect(
      laws({ id: "law-one", title: "X", sources: ["src-one"], sourceState: "none_found" }).records[0]
        ?.sourceState,
    ).toBe("cited");
    expect(problems(lawsKind, content({ id: "law-one", title: "X", sourceState: "cited" }))).toEqual([
      "records.0.sources source",
    ]);
    expect(
      problems(kindOf("strategies"), content({ id: "pol-one", title: "X", kind: "action_plan" })),
    ).toEqual([]);
  });

  test("lists sources of records and of nested records", () => {
    const parsed = laws(
      law("law-one", {
        sources: ["src-b"],
        provisions: [{ id: "prov-1", locator: "1", sources: ["src-a", "src-b"] }],
      }),
    );
    expect(lawsKind.sources(parsed)).toEqual(["src-a", "src-b"]);
    expect(sourcesKind.sources(sourcesKind.empty())).toEqual([]);
  });
});

describe("S3 unknown, no, not applicable and yes", () => {
  const institutions = kindOf("institutions");
  const at = (roundTheClock?: unknown) =>
    institutions.parse(
      content({
        id: "unit-1",
        name: "Unit",
        kind: "police_unit",
        ...(roundTheClock === undefined ? {} : { roundTheClock }),
      }),
    ) as { records: AnyRecord[] };

  test("stores them separately, with unknown as the default", () => {
    expect(
      [undefined, "", null, "yes", "no", "not_applicable", "unknown"].map(
        (value) => at(value).records[0]?.roundTheClock,
      ),
    ).toEqual(["unknown", "unknown", "unknown", "yes", "no", "not_applicable", "unknown"]);
    expect(
      problems(
        institutions,
        content({ id: "unit-1", name: "Unit", kind: "police_unit", roundTheClock: true }),
      ),
    ).toEqual(["records.0.roundTheClock option"]);
    const field = recordsKindOf("institutions")?.fields.find((one) => one.name === "roundTheClock") as Field;
    expect(isBlank(field, "unknown")).toBe(true);
    expect(isBlank(field, "no")).toBe(false);
    expect(optionLabelKey(field, "no")).toBe("revisions.options.fact.no");
  });
});

describe("treaty status", () => {
  const record = (fields: object) =>
    treatyStatusKind.parse(
      content({ id: "sen-185", treaty: "185", how: "accession", sources: ["src-one"], ...fields }),
    ).records[0];

  test("keeps dates as precise as they are known", () => {
    expect(
      record({ consentOn: { value: "2016-12-16", precision: "day", confidence: "confirmed" } })?.consentOn
        ?.value,
    ).toBe("2016-12-16");
    expect(() =>
      record({ consentOn: { value: "2016-12", precision: "day", confidence: "confirmed" } }),
    ).toThrow("invalid: content");
    expect(() => record({ consentOn: "2016-12-16" })).toThrow("invalid: content");
  });

  test("derives the standing", () => {
    const dated = { value: "2016", precision: "year", confidence: "likely" };
    expect(
      ["ratification", "accession", "signature_only", "invited"].map((how) =>
        treatyStanding(record({ how }) as never),
      ),
    ).toEqual(["party", "party", "signatory", "invited"]);
    expect(treatyStanding(record({ how: "invited", consentOn: dated }) as never)).toBe("party");
    expect(treatyStanding(record({ denouncedOn: dated }) as never)).toBe("none");
  });
});

describe("merge", () => {
  const base = laws(
    law("law-a", {
      number: "1",
      summary: "Old.",
      topics: ["evidence", "copyright"],
      provisions: [
        { id: "prov-1", locator: "art. 1" },
        { id: "prov-2", locator: "art. 2" },
      ],
    }),
    law("law-b"),
    law("law-c"),
  );
  const change = (id: string, fields: object) =>
    laws(...base.records.map((record) => (record.id === id ? { ...record, ...fields } : record)));

  test("merges different fields, lists as sets, provisions by id, and order", () => {
    const [a] = base.records;
    const theirs = laws(
      base.records[2],
      {
        ...a,
        number: "2",
        topics: ["evidence", "retention"],
        provisions: [...(a?.provisions ?? []), { id: "prov-t", locator: "t" }],
      },
      base.records[1],
    );
    const mine = laws(
      {
        ...a,
        summary: "New.",
        topics: ["copyright", "evidence", "interception"],
        provisions: [{ ...a?.provisions[0], note: "mine" }],
      },
      law("law-m"),
      base.records[1],
      base.records[2],
    );
    const result = lawsKind.merge(base, theirs, mine);
    expect(result).toMatchObject({ clean: true, merged: true });
    expect(result.content.records.map((record) => record.id)).toEqual(["law-c", "law-a", "law-m", "law-b"]);
    expect(result.content.records[1]).toMatchObject({
      number: "2",
      summary: "New.",
      topics: ["evidence", "retention", "interception"],
      provisions: [{ id: "prov-1", note: "mine" }, { id: "prov-t" }],
    });
    expect(lawsKind.parse(result.content)).toEqual(result.content);
  });

  test("reports a conflict for a field that both changed differently", () => {
    const result = lawsKind.merge(
      base,
      change("law-a", { number: "2", summary: "Theirs." }),
      change("law-a", { number: "3", summary: "Mine.", kind: "act" }),
    );
    expect(result.conflicts.map(({ id, kind, canKeepBoth }) => [id, kind, canKeepBoth])).toEqual([
      ["law-a/number", "field", true],
      ["law-a/summary", "field", true],
    ]);
    expect(result.content.records[0]).toMatchObject({ number: "2", summary: "Theirs.", kind: "act" });
    const settle = (choices: Parameters<typeof lawsKind.resolve>[2]) =>
      lawsKind.resolve(result.content, result.conflicts, choices);
    expect(
      settle({ "law-a/number": { take: "mine" }, "law-a/summary": { take: "both" } }).content.records[0],
    ).toMatchObject({ number: "3", summary: "Theirs. / Mine." });
    expect(
      settle({ "law-a/number": { take: "hand", value: " 4 " }, "law-a/summary": { take: "theirs" } }).content
        .records[0],
    ).toMatchObject({ number: "4", summary: "Theirs." });
    expect(settle({ "law-a/number": { take: "mine" } }).unresolved.map((conflict) => conflict.id)).toEqual([
      "law-a/summary",
    ]);
    expect(() =>
      settle({ "law-a/number": { take: "hand", value: ["x"] }, "law-a/summary": { take: "mine" } }),
    ).toThrow("invalid: content");
  });

  test("reports conflicts in a provision with their path", () => {
    const [first, second] = base.records[0]?.provisions ?? [];
    const result = lawsKind.merge(
      base,
      change("law-a", { provisions: [{ ...first, note: "t" }] }),
      change("law-a", {
        provisions: [
          { ...first, note: "m" },
          { ...second, note: "x" },
        ],
      }),
    );
    expect(result.conflicts.map((conflict) => [conflict.id, conflict.kind])).toEqual([
      ["law-a/provisions/prov-1/note", "field"],
      ["law-a/provisions/prov-2", "record"],
    ]);
    const all = lawsKind.resolve(result.content, result.conflicts, {
      "law-a/provisions/prov-1/note": { take: "mine" },
      "law-a/provisions/prov-2": { take: "mine" },
    });
    expect(all.content.records[0]?.provisions).toMatchObject([
      { id: "prov-1", note: "m" },
      { id: "prov-2", note: "x" },
    ]);
  });

  test("reports a conflict if one side removed and the other edited", () => {
    const gone = laws(base.records[0], base.records[2]);
    const result = lawsKind.merge(base, gone, change("law-b", { number: "9" }));
    expect(result.conflicts).toMatchObject([{ id: "law-b", kind: "record", theirs: null, after: "law-a" }]);
    const ids = (take: "mine" | "theirs" | "both") =>
      lawsKind
        .resolve(result.content, result.conflicts, { "law-b": { take } })
        .content.records.map((record) => record.id)
        .join(" ");
    expect([ids("mine"), ids("theirs"), ids("both")]).toEqual([
      "law-a law-b law-c",
      "law-a law-c",
      "law-a law-b law-c",
    ]);
    const other = lawsKind.merge(base, change("law-b", { number: "9" }), gone);
    expect(
      lawsKind.resolve(other.content, other.conflicts, { "law-b": { take: "mine" } }).content.records,
    ).toHaveLength(2);
  });

  test("keeps a source on a legal record of which each side removed another one", () => {
    const cited = laws(law("law-a", { sources: ["src-a", "src-b"] }));
    const result = lawsKind.merge(
      cited,
      laws(law("law-a", { sources: ["src-a"] })),
      laws(law("law-a", { sources: ["src-b"] })),
    );
    expect(result.conflicts.map((conflict) => conflict.id)).toEqual(["law-a/sources"]);
    expect(lawsKind.parse(result.content)).toEqual(result.content);
    expect(
      lawsKind.resolve(result.content, result.conflicts, { "law-a/sources": { take: "mine" } }).content
        .records[0]?.sources,
    ).toEqual(["src-b"]);
    const added = lawsKind.merge(
      cited,
      laws(law("law-a")),
      laws(law("law-a", { sources: ["src-a", "src-b", "src-c"] })),
    );
    expect(added.content.records[0]).toMatchObject({ sources: ["src-c"], sourceState: "cited" });
  });

  test("returns the changed side if the other changed nothing, for any values", () => {
    const record = fc.record({
      id: fc.constantFrom("law-a", "law-b", "law-c", "law-d"),
      title: fc.constantFrom("x", "y"),
      sourceState: fc.constant("none_found"),
      number: fc.constantFrom(null, "1", "2"),
      topics: fc.uniqueArray(fc.constantFrom("evidence", "retention", "copyright")),
      sources: fc.uniqueArray(fc.constantFrom("src-a", "src-b")),
    });
    const list = fc
      .uniqueArray(record, { selector: (item) => item.id, maxLength: 4 })
      .map((records) => laws(...records));
    fc.assert(
      fc.property(list, list, list, (b, t, m) => {
        expect(lawsKind.merge(b, b, m).content).toEqual(m);
        expect(lawsKind.merge(b, t, b).content).toEqual(t);
        expect(lawsKind.merge(b, m, m)).toMatchObject({ clean: true, content: m });
        const result = lawsKind.merge(b, t, m);
        expect(lawsKind.parse(result.content)).toEqual(result.content);
        expect(lawsKind.merge(b, t, m)).toEqual(result);
        const ids = (c: typeof b) => c.records.map((r) => r.id);
        for (const id of ids(m)) if (!ids(b).includes(id)) expect(ids(result.content)).toContain(id);
        const mine = lawsKind.resolve(
          result.content,
          result.conflicts,
          Object.fromEntries(result.conflicts.map((c) => [c.id, { take: "mine" }])),
        );
        expect(mine.unresolved).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe("diff", () => {
  const before = laws(
    law("law-a", {
      number: "1",
      summary: "It adds powers to search.",
      topics: ["evidence"],
      provisions: [{ id: "prov-1", locator: "art. 1" }],
    }),
    law("law-b"),
    law("law-c"),
  );
  const [a, b, c] = before.records;
  const after = laws(
    c,
    {
      ...a,
      number: "2",
      summary: "It adds new powers to search.",
      topics: ["evidence", "retention"],
      provisions: [
        { ...a?.provisions[0], locator: "art. 1, para. 2" },
        { id: "prov-2", locator: "art. 2" },
      ],
    },
    law("law-n"),
  );
  const diff = lawsKind.diff(before, after) as RecordsDiff;

  test("lists records added, removed, moved and changed, field by field", () => {
    expect(diff.records.map((record) => `${record.id} ${record.state}`)).toEqual([
      "law-c moved",
      "law-a changed",
      "law-b removed",
      "law-n added",
    ]);
    expect(diff.records[1]?.fields.map((field) => field.name)).toEqual([
      "number",
      "topics",
      "summary",
      "provisions",
    ]);
    const [number, topics, summary, provisions] = diff.records[1]?.fields ?? [];
    expect(number).toMatchObject({ before: "1", after: "2", words: null });
    expect(topics).toMatchObject({ added: ["retention"], removed: [] });
    expect(summary?.words).toEqual([
      { op: "same", text: "It adds " },
      { op: "ins", text: "new " },
      { op: "same", text: "powers to search." },
    ]);
    expect(provisions?.records?.map((record) => record.state)).toEqual(["changed", "added"]);
    expect(diff.size).toMatchObject({ passages: 4 });
    expect(diff.size.addedWords).toBe(countOf("new para 2 2 art 2 Law law-n 1") - 1);
  });

  test("finds nothing between equal contents", () => {
    expect(lawsKind.diff(before, before)).toMatchObject({ size: { passages: 0, added: 0, removed: 0 } });
    expect(b?.id).toBe("law-b");
  });
});

function countOf(text: string): number {
  return text.split(" ").length;
}

test("extracts the words of records for search, titles first", () => {
  const parsed = laws(
    law("law-a", {
      summary: "Summary.",
      amendedBy: ["Law 2"],
      provisions: [{ id: "prov-1", locator: "art. 1", heading: "Access" }],
    }),
  );
  expect(lawsKind.text(parsed)).toBe("Law law-a\nLaw 2\nSummary.\nart. 1\nAccess");
  expect(lawsKind.blocks(parsed)).toEqual([{ id: "law-a", text: "Law law-a" }]);
  expect(lawsKind.titleOf({ id: "law-x" })).toBe("law-x");
});

test("validates one field alone", () => {
  expect(fieldSchema({ name: "x", type: "phone" }).safeParse("+221 33 000").success).toBe(true);
  expect(fieldSchema({ name: "x", type: "phone" }).safeParse("call me").success).toBe(false);
  expect(fieldSchema({ name: "x", type: "email" }).safeParse("office@example.org").success).toBe(true);
  expect(() => fieldSchema({ name: "x", type: "enum" })).toThrow("has no options");
});
