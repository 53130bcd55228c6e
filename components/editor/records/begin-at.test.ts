import { describe, expect, it } from "vitest";
import { describeProblems } from "@/components/content/record-problems";
import { translator } from "@/lib/i18n/translator";
import { lawsKind } from "@/lib/profiles/kinds/laws";
import { mappingsKind } from "@/lib/profiles/kinds/mappings";
import { treatyStatusKind } from "@/lib/profiles/kinds/treaty-status";
import { addWithin, beginAt } from "@/lib/revisions/records/records-begin";
import {
  articlesOffered,
  optionsOffered,
  treatyOf,
  typedReferences,
} from "@/lib/revisions/records/records-offers";
import { blankRecord } from "@/lib/revisions/records/records-values";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import { problemsOf } from "@/lib/text/problems";

const within = (fields: readonly Field[], ...names: string[]): Field => {
  const [name, ...rest] = names;
  const field = fields.find((one) => one.name === name) as Field;
  return rest.length > 0 ? within(field.fields ?? [], ...rest) : field;
};
const record = (fields: object): AnyRecord => ({ id: "one", ...fields });
const ALL = [
  { id: "185-2", title: "Illegal access", isFinal: false },
  { id: "185-38", title: "Territorial application", isFinal: true },
  { id: "189-3", title: "Dissemination", isFinal: false },
];

describe("the choices of a record's field", () => {
  it("are the elements of the mapping's article, plus those already chosen", () => {
    const element = within(mappingsKind.fields, "elements", "element");
    const of = (...articles: string[]) => optionsOffered(element, record({ articles }), null);
    expect(of("185-2")).toHaveLength(6);
    expect([of(), of("189-3"), optionsOffered(element, null, null)]).toEqual([[], [], []]);
    expect(optionsOffered(element, record({ articles: ["185-13"] }), "2-intent")).toEqual([
      "2-intent",
      "13-deprivation-of-liberty",
    ]);
    expect(optionsOffered(within(mappingsKind.fields, "coverage"), null, null)).toHaveLength(6);
  });

  it("are articles that are compared with laws; for declarations, those that their nature allows", () => {
    const articles = within(mappingsKind.fields, "articles");
    expect(articlesOffered(articles, record({}), null, ALL)).toEqual(["185-2", "189-3"]);
    const declared = within(treatyStatusKind.fields, "declarations", "articles");
    const offered = (nature: string, treaty: string) =>
      articlesOffered(declared, record({ nature }), record({ treaty }), ALL);
    expect(offered("authorities", "185")).toEqual(["185-24(7)", "185-27(2)", "185-35"]);
    expect([offered("objection", "185"), offered("reservation", "189")]).toEqual([
      ["185-2", "185-38"],
      ["189-3"],
    ]);
    expect([treatyOf(declared, record({ treaty: "224" })), treatyOf(articles, null)]).toEqual(["224", "185"]);
  });

  it("are parsed as typed, several at once; text that names no article is kept", () => {
    expect(typedReferences("2, 18(1)(b); 189-3", "185")).toEqual(["185-2", "185-18(1)(b)", "189-3"]);
    expect([typedReferences("Art. 99", "185"), typedReferences(" ", "185")]).toEqual([["Art. 99"], []]);
  });
});

describe("a link that names an article", () => {
  const mapping = { ...blankRecord(mappingsKind.fields), id: "map-one", articles: ["185-2"] };
  const provision = {
    ...blankRecord(within(lawsKind.fields, "provisions").fields ?? []),
    id: "prov-one",
    articles: ["185-9(1)(a)"],
  };
  const law = (id: string, provisions: AnyRecord[] = []) => ({
    ...blankRecord(lawsKind.fields),
    id,
    provisions,
  });

  it("opens its mapping, or starts a new one with the article", () => {
    expect(beginAt([mapping], mappingsKind.fields, "185-2")).toMatchObject({ open: ["map-one"] });
    const begun = beginAt([mapping], mappingsKind.fields, "185-12");
    expect(begun.records[1]).toMatchObject({ id: begun.open[0], articles: ["185-12"], coverage: null });
    for (const none of [null, "xyz"]) expect(beginAt([mapping], mappingsKind.fields, none).open).toEqual([]);
  });

  it("opens the provision that implements it, starts one in the only law, or asks if there are several laws", () => {
    const laws = [law("law-one"), law("law-two", [provision])];
    expect(beginAt(laws, lawsKind.fields, "185-9").open).toEqual(["law-two", "prov-one"]);
    expect(beginAt(laws, lawsKind.fields, "185-2")).toMatchObject({
      open: [],
      asksWhere: true,
      records: laws,
    });
    const only = beginAt([law("law-one")], lawsKind.fields, "185-2");
    expect(only.records[0]).toMatchObject({ id: "law-one", provisions: [{ articles: ["185-2"] }] });
    expect(only.open[0]).toBe("law-one");
    const first = beginAt([], lawsKind.fields, "185-2");
    expect(first.records).toMatchObject([{ provisions: [{ articles: ["185-2"] }] }]);
    expect(addWithin(laws, lawsKind.fields, "185-2", null).records).toHaveLength(3);
    expect(addWithin(laws, lawsKind.fields, "185-2", "law-two").records[1]?.provisions).toHaveLength(2);
  });
});

it("a problem is shown at its place, with its field and record named", () => {
  const records = [
    {
      id: "map-one",
      articles: ["185-2"],
      coverage: null,
      sourceState: "none_found",
      elements: [{ id: "el-one", element: "19-copy", answer: "yes" }],
    },
    { id: "map-two", articles: ["nonsense"], coverage: "full", sourceState: "none_found" },
  ];
  const told = (given: unknown[]) => {
    try {
      mappingsKind.parse({ schemaVersion: 1, records: given });
    } catch (error) {
      return describeProblems(problemsOf(error), given as AnyRecord[], {
        t: translator("en"),
        locale: "en",
        section: "mappings",
        fields: mappingsKind.fields,
        titleField: "articles",
      });
    }
    return [];
  };
  expect(told(records).map(({ place, name }) => [place, name])).toEqual([
    ["map-one/coverage", "Coverage (Art. 2)"],
    ["map-two/articles", expect.stringMatching(/^Article \(/)],
  ]);
  expect(told([{ ...records[0], coverage: "full" }])).toMatchObject([
    {
      place: "map-one/elements/el-one/element",
      name: "Element (Art. 2)",
      text: "This element belongs to another article.",
    },
  ]);
});
