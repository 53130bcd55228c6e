import { describe, expect, it } from "vitest";
import { lawsKind } from "@/lib/profiles/kinds/laws";
import { sourcesKind } from "@/lib/profiles/kinds/sources";
import { treatyStatusKind } from "@/lib/profiles/kinds/treaty-status";
import { problemsOf } from "@/lib/text/problems";
import type { AnyRecord } from "../records-fields";
import { beginForm, controlName, listOf, readRecordsForm, writeState } from "./records-form";
import { contentOfForm, readStep, takeStep, writeStep } from "./records-steps";

const shape = { fields: lawsKind.fields, sourceFields: sourcesKind.fields };
const law = (id: string, given: object = {}) =>
  ({ id, title: `Law ${id}`, sourceState: "none_found", confidence: "likely", ...given }) as AnyRecord;
const start = (...records: AnyRecord[]) =>
  beginForm(lawsKind.parse({ schemaVersion: 2, records }) as unknown as Parameters<typeof beginForm>[0]);
const step = (form: ReturnType<typeof start>, does: string) => {
  const read = readStep(does);
  if (!read) throw new Error(`no step ${does}`);
  return takeStep(shape, form, read);
};
const ids = (form: ReturnType<typeof start>) => form.records.map(({ id }) => id);

describe("records form", () => {
  it("saves all records unchanged when nothing is typed", () => {
    const form = start(law("law-one", { lang: ["fr"], amendedBy: ["Law two"] }), law("law-two"));
    const read = readRecordsForm(shape, { state: writeState(form) });
    expect(read).toEqual(form);
    expect(lawsKind.parse(contentOfForm(shape, read ?? form).content)).toEqual({
      schemaVersion: 2,
      records: form.records,
    });
  });

  it("changes only the open record, at any depth", () => {
    const form = {
      ...start(law("law-one", { provisions: [{ id: "prov-1", locator: "s. 1", confidence: "likely" }] })),
      open: ["law-one", "provisions", "prov-1"],
    };
    const name = (field: string) => controlName(["law-one", "provisions", "prov-1"], field);
    const read = readRecordsForm(shape, {
      state: writeState(form),
      [controlName(["law-one"], "title")]: " Cybercrime Act ",
      [controlName(["law-one"], "lang")]: ["", "fr", "ar", "fr"],
      [controlName(["law-two"], "title")]: "Somebody else's",
      [name("locator")]: "",
      [name("articles")]: ["", "185-2", "Art. 6(1)(a), 189:3"],
    });
    const [one] = read?.records ?? [];
    expect(one).toMatchObject({ title: " Cybercrime Act ", lang: ["fr", "ar"] });
    expect(one && listOf(one, "provisions")[0]).toMatchObject({
      locator: null,
      articles: ["185-2", "185-6(1)(a)", "189-3"],
      confidence: "likely",
    });
  });

  it("reads dates in the language of its page, and addresses and languages as people write them", () => {
    const form = { ...start(law("law-one")), open: ["law-one"] };
    const read = (locale: "en" | "fr" | null, adoptedOn: string) => {
      const sent = readRecordsForm(shape, {
        state: writeState(form, locale),
        [controlName(["law-one"], "adoptedOn")]: adoptedOn,
        [controlName(["law-one"], "officialUrl")]: "www.example.org/law",
        [controlName(["law-one"], "lang")]: ["portugais", "Arabic"],
      });
      return contentOfForm(shape, sent ?? form).content;
    };
    expect(lawsKind.parse(read("fr", "03/05/2012")).records[0]).toMatchObject({
      adoptedOn: "2012-05-03",
      officialUrl: "https://www.example.org/law",
      lang: ["pt", "ar"],
    });
    expect(lawsKind.parse(read("en", "May 2012")).records[0]).toMatchObject({ adoptedOn: "2012-05" });
    for (const locale of ["en", null] as const)
      expect(() => lawsKind.parse(read(locale, "03/05/2012"))).toThrow(
        expect.objectContaining({
          details: { problems: [expect.objectContaining({ field: "adoptedOn", rule: "ambiguousDate" })] },
        }),
      );
  });

  it("adds pasted rows after a preview, and leaves those that are not understood", () => {
    const form: ReturnType<typeof start> = { ...start(law("law-one")), open: ["law-one"] };
    const sent = (text: string) => ({ state: writeState(form), "paste:law-one/provisions": text });
    const stepped = (text: string, does: "preview" | "paste") =>
      step(readRecordsForm(shape, sent(text)) ?? form, `${does}:law-one/provisions`);
    const locators = ({ records }: ReturnType<typeof start>) =>
      records.flatMap((one) => listOf(one, "provisions").map(({ locator }) => locator));
    const shown = stepped("s. 4\tArt. 2\ns. 5\tArt. 3", "preview");
    expect([locators(shown), shown.pasted?.path]).toEqual([[], ["law-one", "provisions"]]);
    const added = stepped("s. 4\tArt. 2\ns. 5\tArt. 3", "paste");
    expect([locators(added), added.pasted, added.open]).toEqual([["s. 4", "s. 5"], undefined, ["law-one"]]);
    const some = stepped("s. 4\tArt. 2\ns. 5\tArt. 99", "paste");
    expect([locators(some), some.pasted?.text]).toEqual([["s. 4"], "s. 4\tArt. 2\ns. 5\tArt. 99"]);
    expect(readRecordsForm(shape, sent(" \n"))).toEqual(form);
    expect(step(shown, "paste:law-two/provisions")).toBe(shown);
    expect(step(shown, "paste:law-one/title")).toBe(shown);
  });

  it("ignores a language of the page that it does not know", () => {
    const form = { ...start(law("law-one")), open: ["law-one"] };
    const state = JSON.stringify({ ...form, locale: "de" });
    expect(readRecordsForm(shape, { state })).toEqual(form);
  });

  it("empties a list when all its boxes are unticked", () => {
    const form = { ...start(law("law-one", { topics: ["data_protection"] })), open: ["law-one"] };
    const read = readRecordsForm(shape, {
      state: writeState(form),
      [controlName(["law-one"], "topics")]: "",
    });
    expect(read?.records[0]?.topics).toEqual([]);
  });

  it("keeps an invalid date as typed, for the error next to it", () => {
    const fields = treatyStatusKind.fields;
    const field = fields.find(({ type }) => type === "dated");
    const form = {
      ...beginForm({ schemaVersion: 1, records: [{ id: "one" }] }),
      open: ["one"],
    };
    const name = controlName(["one"], field?.name ?? "");
    const read = readRecordsForm(
      { fields, sourceFields: [] },
      { state: writeState(form), [name]: "in spring", [`${name}~confidence`]: "likely" },
    );
    expect(read?.records[0]?.[field?.name ?? ""]).toMatchObject({ value: "in spring", confidence: "likely" });
  });

  it("adds, moves and removes records, also nested ones", () => {
    const begun = step(start(law("law-one"), law("law-two")), "up:law-two");
    expect(ids(begun)).toEqual(["law-two", "law-one"]);
    expect(ids(step(begun, "down:law-two"))).toEqual(["law-one", "law-two"]);
    expect(ids(step(begun, "up:law-two"))).toEqual(["law-two", "law-one"]);
    const added = step(begun, "add:");
    expect([added.records.length, added.open]).toEqual([3, [added.records[2]?.id]]);
    const within = step(begun, "add:law-one/provisions");
    expect(within.open.slice(0, 2)).toEqual(["law-one", "provisions"]);
    expect(step(within, `close:${within.open.join("/")}`).open).toEqual(["law-one"]);
    const gone = step(within, "remove:law-one");
    expect([ids(gone), gone.open]).toEqual([["law-two"], []]);
    expect(step(begun, "remove:law-none")).toEqual(begun);
    expect(readStep("fly:law-one")).toBeNull();
    expect(readStep(writeStep({ does: "up", path: ["law-one"] }))).toEqual({ does: "up", path: ["law-one"] });
  });

  it("saves a new source with the record citing it, and drops a blank one with its citation", () => {
    const begun = step(step(start(law("law-one")), "source:law-one"), "source:law-one");
    const [first, second] = begun.sources;
    const read = readRecordsForm(shape, {
      state: writeState(begun),
      [controlName(["law-one"], "sources")]: ["", first?.id ?? "", second?.id ?? ""],
      [controlName([first?.id ?? ""], "title", true)]: "Official Journal 12",
    });
    const saved = contentOfForm(shape, read ?? begun);
    expect(saved.newSources).toMatchObject([{ id: first?.id, title: "Official Journal 12" }]);
    expect(saved.content.records[0]?.sources).toEqual([first?.id]);
    const unticked = readRecordsForm(shape, {
      state: writeState(read ?? begun),
      [controlName(["law-one"], "sources")]: "",
    });
    expect(contentOfForm(shape, unticked ?? begun)).toMatchObject({
      newSources: [],
      content: { records: [{ sources: [] }] },
    });
  });

  it("rejects a form that it did not create and values of the wrong type", () => {
    for (const state of [
      "",
      "{}",
      "[",
      '{"schemaVersion":1,"records":[{"id":"__proto__"}],"sources":[],"open":[]}',
    ])
      expect(readRecordsForm(shape, { state })).toBeNull();
    const odd = {
      schemaVersion: 2,
      records: [{ id: "law-one", title: 7, lang: "fr", provisions: { id: "x" }, topics: [1], sources: null }],
      sources: [],
      open: ["law-one"],
    };
    const read = readRecordsForm(shape, { state: JSON.stringify(odd) });
    expect(read?.records[0]).toMatchObject({
      title: null,
      lang: [],
      provisions: [],
      topics: [],
      sources: [],
    });
    try {
      lawsKind.parse(contentOfForm(shape, read ?? beginForm(lawsKind.empty())).content);
      expect.unreachable();
    } catch (error) {
      expect(problemsOf(error).length).toBeGreaterThan(0);
    }
  });
});
