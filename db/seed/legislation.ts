import type { z } from "zod";
import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { written } from "@/lib/revisions/records/wordings";
import { type DataLaw, type DataProvision, LegislationItem, SourceTitles } from "./data-shapes";
import { readData } from "./read";
import { confidenceOf, type SeedSource } from "./sources";

const STATES = {
  "in force": "in_force",
  "partly replaced": "partly_replaced",
  "amending act": "amending_act",
  repealed: "repealed",
  replaced: "replaced",
} as const;

/** The language in which each country's laws are named, so that titles in the original are read out as such. */
const LANGUAGES: Record<string, string> = {
  AUS: "en",
  DEU: "de",
  ESP: "es",
  EST: "et",
  FRA: "fr",
  GBR: "en",
  JPN: "ja",
  LKA: "en",
  MUS: "en",
  PHL: "en",
  PRT: "pt",
  ROU: "ro",
  SEN: "fr",
  USA: "en",
};

/** Records of the section `laws` by country (ISO 3166-1 alpha-3), each law with its provisions inside. */
export function loadLegislation(sources: ReadonlyMap<string, SeedSource>): Map<string, LawRecord[]> {
  const data = readData("legislation.json", LegislationItem, { sources: SourceTitles });
  const records = (item: z.infer<typeof LegislationItem>) =>
    item.laws.map((law) => {
      const provisions = item.provisions.filter((provision) => provision.law === law.id);
      const note = [law.note, provisions.length > 0 ? item.notes : null]
        .filter((part) => part !== null)
        .join(" ");
      return toLaw({ ...law, note: note || null }, provisions, LANGUAGES[item.country], data.asOf, sources);
    });
  return new Map(data.items.map((item) => [item.country, records(item)]));
}

function toLaw(
  law: DataLaw,
  provisions: DataProvision[],
  language: string | undefined,
  asOf: string,
  sources: ReadonlyMap<string, SeedSource>,
): LawRecord {
  return {
    id: law.id,
    title: written(law.titleEn ?? law.title),
    titleOriginal: law.titleEn === null ? null : law.title,
    number: law.number,
    kind: kindOf(law),
    status: STATES[law.status],
    topics: topicsOf(provisions),
    adoptedOn: law.year === null ? null : `${law.year}`,
    inForceFrom: null,
    amendedBy: [],
    repealedOn: null,
    lang: language ? [language] : [],
    summary: null,
    officialUrl: null,
    consolidatedUrl: null,
    archiveUrl: null,
    translations: [],
    provisions: provisions.map((provision) => toProvision(provision, sources)),
    note: written(law.note),
    sources: law.sources,
    sourceState: law.sources.length > 0 ? "cited" : "none_found",
    asOf,
    confidence: confidenceOf(law.confidence, null, law.sources, sources),
  };
}

/** By what it is called: codes and rules of court say so in their names. */
function kindOf({ title, titleEn, status }: DataLaw): LawRecord["kind"] {
  const name = titleEn ?? title;
  if (/\bRules\b/.test(name)) return "court_rules";
  if (/\bU\.S\.C\./.test(name)) return "code";
  return /\bCode\b/.test(name) && !/\bAct\b/.test(name) && status !== "amending act" ? "code" : "act";
}

/** Articles 2 to 13 of the Convention are substantive law, 14 to 21 procedure; some have a subject of their own. */
function topicsOf(provisions: readonly DataProvision[]): LawRecord["topics"] {
  const has = (test: (article: number) => boolean) => provisions.some(({ article }) => test(article));
  const topics: LawRecord["topics"] = [];
  if (has((article) => article <= 13)) topics.push("substantive");
  if (has((article) => article >= 14)) topics.push("procedural");
  if (has((article) => article === 21)) topics.push("interception");
  if (has((article) => article === 10)) topics.push("copyright");
  if (has((article) => article === 9)) topics.push("child_protection");
  return topics;
}

function toProvision(provision: DataProvision, sources: ReadonlyMap<string, SeedSource>): ProvisionRecord {
  return {
    id: provision.id,
    locator: provision.provision,
    heading: null,
    articles: [`185-${provision.article}`],
    text: null,
    lang: null,
    translations: [],
    inForceFrom: null,
    inForceTo: null,
    supersededBy: null,
    note: written(provision.note),
    sources: provision.sources,
    confidence: confidenceOf(provision.confidence, null, provision.sources, sources),
  };
}
