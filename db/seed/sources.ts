import type { z } from "zod";
import type { SourceRecord } from "@/lib/profiles/kinds/sources";
import type { Confidence } from "@/lib/revisions/records-fields";
import { AuthorityItem } from "./authority-shapes";
import { CooperationRuleItem } from "./cooperation-rule-shapes";
import {
  DeclarationItem,
  DomainSourceItem,
  FurtherExtra,
  FurtherItem,
  ReportingItem,
  SourceDetailItem,
  type SourceKind,
  SourceTitles,
  TreatyExtra,
  TreatyItem,
} from "./data-shapes";
import { IndexItem, LegislationItem } from "./legislation-shapes";
import { type Basis, type ReadData, readData } from "./read";

/** A source as profiles list it, with what determines the confidence of facts seen in it. */
export interface SeedSource {
  record: SourceRecord;
  isRegister: boolean;
  until: string | null;
}

/** The quarterly update of 2016, from which projects, activities and some treaty facts were taken. */
export const NEWSLETTER = "newsletter";

/**
 * Loads all sources that the seed can cite, by id. Throws if a source has no entry in `source-details.json`, or if one
 * of `domain-sources.json` has the id of another.
 */
export function loadSources(read: ReadData = readData): Map<string, SeedSource> {
  const details = new Map(
    read("source-details.json", SourceDetailItem, {}).items.map((one) => [one.id, one]),
  );
  const titles = {
    ...read("declarations.json", DeclarationItem, { sources: SourceTitles }).sources,
    ...read("treaty-status.json", TreatyItem, TreatyExtra).sources,
    ...read("further-status.json", FurtherItem, FurtherExtra).sources,
    ...read("reporting.json", ReportingItem, { sources: SourceTitles }).sources,
    ...read("authorities.json", AuthorityItem, { sources: SourceTitles }).sources,
    ...read("cooperation-rules.json", CooperationRuleItem, { sources: SourceTitles }).sources,
    ...read("legislation.json", LegislationItem, { sources: SourceTitles }).sources,
    ...read("legislation-index.json", IndexItem, { sources: SourceTitles }).sources,
  };
  const sources = new Map<string, SeedSource>();
  for (const [id, { title, url, read }] of Object.entries(titles)) {
    const detail = details.get(id);
    if (!detail) throw new Error(`source-details.json says nothing of ${id}`);
    const { publisher, language, kind, register, until } = detail;
    sources.set(id, {
      record: toRecord({ id, title, publisher, url, language, kind, read: read ?? null }),
      isRegister: register,
      until,
    });
  }
  for (const { survey: _, ...source } of read("domain-sources.json", DomainSourceItem, {}).items) {
    if (sources.has(source.id)) throw new Error(`Two sources are called ${source.id}`);
    sources.set(source.id, { record: toRecord({ ...source, read: null }), isRegister: false, until: null });
  }
  return sources;
}

interface Described {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
  language: string;
  kind: z.infer<typeof SourceKind>;
  read: string | null;
}

function toRecord({ id, title, publisher, url, language, kind, read }: Described): SourceRecord {
  return {
    id,
    title,
    publisher,
    kind: kind === "other" ? null : kind,
    url,
    lang: language,
    published: null,
    accessed: read,
    archiveUrl: null,
    note: null,
  };
}

/**
 * Computes the confidence of a fact by the rule of `data/README.md`: from memory, unverified; derived or seen
 * in a source, likely; seen with an official register among its sources that covers its date, confirmed.
 */
export function confidenceOf(
  basis: Basis,
  date: string | null,
  ids: readonly string[],
  sources: ReadonlyMap<string, SeedSource>,
): Confidence {
  if (basis === "memory") return "unverified";
  if (basis === "derived" || date === null) return "likely";
  const isInRegister = ids.some((id) => {
    const source = sources.get(id);
    return source?.isRegister === true && (source.until === null || date <= source.until);
  });
  return isInRegister ? "confirmed" : "likely";
}
