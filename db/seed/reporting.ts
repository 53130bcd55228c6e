import { written } from "@/lib/revisions/records/wordings";
import { ReportingItem, SourceTitles } from "./data-shapes";
import { readData } from "./read";
import { confidenceOf, type SeedSource } from "./sources";

/** Records of the section `reporting` by country: where a crime can be reported. */
export function loadReporting(sources: ReadonlyMap<string, SeedSource>) {
  const { items, asOf } = readData("reporting.json", ReportingItem, { sources: SourceTitles });
  const byCountry = new Map<string, ReturnType<typeof toRecord>[]>();
  for (const item of items) {
    const record = toRecord(item, asOf, sources);
    byCountry.set(item.country, [...(byCountry.get(item.country) ?? []), record]);
  }
  return byCountry;
}

function toRecord(item: ReportingItem, asOf: string, sources: ReadonlyMap<string, SeedSource>) {
  // The name in the original is told beside the English one: the record has one name in each language.
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
    note: written(item.note),
    sources: item.sources,
    sourceState: item.sources.length > 0 ? "cited" : "none_found",
    asOf,
    confidence: confidenceOf(item.confidence, null, item.sources, sources),
  };
}
