import { written } from "@/lib/revisions/records/wordings";
import { ReportingItem, SourceTitles } from "./data-shapes";
import { provenanceOf, recordsByCountry, type Sources } from "./facts";
import { type ReadData, readData } from "./read";

/** Loads records of the section `reporting` by country: where a crime can be reported. */
export function loadReporting(sources: Sources, read: ReadData = readData) {
  const { items, asOf } = read("reporting.json", ReportingItem, { sources: SourceTitles });
  return recordsByCountry(items, (item) => toRecord(item, asOf, sources));
}

function toRecord(item: ReportingItem, asOf: string, sources: Sources) {
  // The original name is added to the English one: the record has one name for each language.
  const name = item.nameOriginal === null ? item.name : `${item.name} (${item.nameOriginal})`;
  return {
    id: item.id,
    name: written(name),
    kind: item.kind,
    url: item.url,
    forWhom: item.forWhom,
    accepts: item.accepts,
    languages: item.languages,
    anonymous: item.anonymous,
    inhopeMember: item.inhopeMember,
    operatedBy: written(item.operatedBy),
    ...provenanceOf(item, asOf, sources),
  };
}
