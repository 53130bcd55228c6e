import { expect, it } from "vitest";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { cardOf } from "./model";

const rule = (id: string, given: Record<string, unknown>): AnyRecord => ({ id, measures: [], ...given });

const answersOf = (rules: readonly AnyRecord[]) =>
  Object.fromEntries(
    cardOf(rules).map(({ question, answers }) => [
      question,
      answers.map(({ record, fields }) => [record.id, ...fields.map(({ name }) => name)]),
    ]),
  );

it("answers each question by the rules that say something of it, those for all requests first", () => {
  const preservation = rule("preservation", {
    measures: ["preservation"],
    initialDays: 60,
    extensionDays: 30,
    orderedBy: ["prosecutor"],
    languages: [],
  });
  const general = rule("general", { languages: ["ro", "en"], orderedBy: ["court"], originals: "no" });
  expect(answersOf([preservation, general])).toMatchObject({
    languages: [["general", "languages"]],
    documents: [["general", "originals"]],
    execution: [
      ["general", "orderedBy"],
      ["preservation", "orderedBy"],
    ],
    preservation: [["preservation", "initialDays", "extensionDays"]],
    limits: [],
  });
});

it("has all its questions where nothing is recorded, without an answer", () => {
  const rows = cardOf([]);
  expect(rows).toHaveLength(10);
  expect(rows.flatMap(({ answers }) => answers)).toEqual([]);
});

it("asks for every field of a rule once, save those that say what the rule is about and how sure it is", async () => {
  const { cooperationRulesKind } = await import("@/lib/profiles/kinds/cooperation-rules");
  const all = Object.fromEntries(cooperationRulesKind.fields.map(({ name }) => [name, ["x"]]));
  const asked = cardOf([rule("all", all)]).flatMap(({ answers }) =>
    answers.flatMap(({ fields }) => fields.map(({ name }) => name)),
  );
  const about = [
    "subject",
    "measures",
    "instrument",
    "note",
    "sources",
    "sourceState",
    "asOf",
    "confidence",
    "wordings",
  ];
  expect([...asked, ...about].sort()).toEqual(cooperationRulesKind.fields.map(({ name }) => name).sort());
});
