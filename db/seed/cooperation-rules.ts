import { written } from "@/lib/revisions/records/wordings";
import { CooperationRuleItem } from "./cooperation-rule-shapes";
import { SourceTitles } from "./data-shapes";
import { provenanceOf, recordsByCountry, type Sources } from "./facts";
import { type ReadData, readData } from "./read";

/** Loads records of the section `cooperation-rules` by country: what a State demands of requests. */
export function loadCooperationRules(sources: Sources, read: ReadData = readData) {
  const { items, asOf } = read("cooperation-rules.json", CooperationRuleItem, { sources: SourceTitles });
  return recordsByCountry(items, (item) => toRecord(item, asOf, sources));
}

function toRecord(item: CooperationRuleItem, asOf: string, sources: Sources) {
  const { country: _, confidence: __, ...rule } = item;
  return {
    ...rule,
    subject: written(item.subject),
    instrument: written(item.instrument),
    execution: written(item.execution),
    legalBasis: written(item.legalBasis),
    ...provenanceOf(item, asOf, sources),
  };
}
