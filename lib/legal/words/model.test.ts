import { expect, it } from "vitest";
import { type LawRecord, lawsKind, type ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { lineWords } from "./model";

/** A law with a wording in French, and one provision of it with a translation into French. */
function lawOf(wording: object, translation: object): [LawRecord, ProvisionRecord] {
  const provision = {
    id: "prov-one",
    locator: "art. 1",
    heading: "Access",
    lang: "en",
    confidence: "likely",
    translations: [{ id: "prov-one-fr", lang: "fr", ...translation }],
  };
  const law = {
    id: "law-one",
    title: "Code",
    sourceState: "none_found",
    confidence: "likely",
    wordings: [{ id: "law-one-fr", lang: "fr", ...wording }],
    provisions: [provision],
  };
  const { records } = lawsKind.parse({ schemaVersion: 2, records: [law] });
  const [read] = records as unknown as LawRecord[];
  const [first] = read?.provisions ?? [];
  if (!read || !first) throw new Error("no such law");
  return [read, first];
}

it("marks the words of a list as a machine's where a machine translated any of them", () => {
  expect(
    lineWords(...lawOf({ title: "Le code", kind: "machine" }, { heading: "Accès", kind: "human" })),
  ).toEqual({
    fr: { title: "Le code", heading: "Accès", isMachine: true },
  });
});

it("does not mark them for a machine's translation of what the list does not show", () => {
  expect(
    lineWords(...lawOf({ summary: "Un résumé", kind: "machine" }, { heading: "Accès", kind: "human" })),
  ).toEqual({
    fr: { heading: "Accès" },
  });
});
