import { written } from "@/lib/revisions/records/wordings";
import { AuthorityItem } from "./authority-shapes";
import { SourceTitles } from "./data-shapes";
import { provenanceOf, recordsByCountry, type Sources } from "./facts";
import { type ReadData, readData } from "./read";
import { confidenceOf } from "./sources";

/** Loads records of the section `authorities` by country: whom a State named for cooperation. */
export function loadAuthorities(sources: Sources, read: ReadData = readData) {
  const { items, asOf } = read("authorities.json", AuthorityItem, { sources: SourceTitles });
  return recordsByCountry(items, (item) => toRecord(item, asOf, sources));
}

function toRecord(item: AuthorityItem, asOf: string, sources: Sources) {
  return {
    id: item.id,
    name: written(item.name),
    nameOriginal: item.nameOriginal,
    unit: written(item.unit),
    kind: item.kind,
    functions: item.functions.map((one, n) => ({
      id: `${item.id}-${n + 1}`,
      task: written(one.task),
      articles: one.articles,
      direction: one.direction,
      stage: one.stage,
      urgency: one.urgency,
      territory: written(one.territory),
      legalBasis: written(one.legalBasis),
      declaredOn: one.declaredOn,
      updatedOn: one.updatedOn,
      sources: one.sources,
      confidence: confidenceOf(one.confidence, one.updatedOn ?? one.declaredOn, one.sources, sources),
    })),
    channels: item.channels,
    languages: item.languages,
    ...provenanceOf(item, asOf, sources),
  };
}
