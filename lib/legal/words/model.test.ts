import { expect, it } from "vitest";
import { type LawRecord, lawsKind, type ProvisionRecord } from "@/lib/profiles/kinds/laws";
import type { Written } from "@/lib/revisions/records/wordings";
import { lineInWords, lineWords } from "./model";

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

it("does not mark them as machine-translated for fields that the list does not show", () => {
  expect(
    lineWords(...lawOf({ summary: "Un résumé", kind: "machine" }, { heading: "Accès", kind: "human" })),
  ).toEqual({
    fr: { heading: "Accès" },
  });
});

it("names a law first in its own language for those who read it, with the other title beside it", () => {
  const line = {
    heading: null,
    note: null,
    law: { title: "Criminal Code" as unknown as Written, original: "Code pénal", lang: "fr" },
    words: { ar: { title: "القانون الجنائي" } },
    written: "en",
  };
  const named = (language: string) => {
    const { law, said } = lineInWords(line, language);
    return { ...law, isMarked: !said.names.includes("title") };
  };
  expect(named("fr")).toEqual({
    title: "Code pénal",
    original: "Criminal Code",
    lang: "en",
    isMarked: false,
  });
  expect(named("en")).toEqual({ title: "Criminal Code", original: "Code pénal", lang: "fr", isMarked: true });
  expect(named("ar")).toEqual({
    title: "القانون الجنائي",
    original: "Code pénal",
    lang: "fr",
    isMarked: false,
  });
  expect(lineInWords({ ...line, law: { ...line.law, original: null } }, "fr").law.title).toBe(
    "Criminal Code",
  );
});
