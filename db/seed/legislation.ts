import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { written } from "@/lib/revisions/records/wordings";
import { SourceTitles } from "./data-shapes";
import { provenanceOf, type Sources } from "./facts";
import {
  type DataLaw,
  type DataProvision,
  type IndexedLaw,
  IndexItem,
  LegislationItem,
} from "./legislation-shapes";
import { type ReadData, readData } from "./read";
import { confidenceOf } from "./sources";

const STATES = {
  "in force": "in_force",
  "partly replaced": "partly_replaced",
  "amending act": "amending_act",
  repealed: "repealed",
  replaced: "replaced",
  adopted: "not_yet_in_force",
  "being replaced": "partly_replaced",
} as const;

/** For a provision with a state of its own. */
const PROVISION_STATES = { "struck down": "struck_down", repealed: "repealed" } as const;

/**
 * Language of law titles by country, for `legislation.json`, which does not state it; screen readers then pronounce
 * them correctly.
 */
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

const SUBJECTS = {
  "substantive-offences": "substantive",
  "procedural-powers": "procedural",
  "international-cooperation": "mutual_assistance",
  "electronic-evidence": "evidence",
  "data-protection": "data_protection",
  cybersecurity: "cybersecurity",
  "data-retention": "retention",
  "electronic-transactions": "e_commerce",
} as const;
/** A decree-law and an ordinance are laws that a government made. */
const INDEXED_KINDS = {
  act: "act",
  code: "code",
  "amending-act": "act",
  decree: "decree",
  "decree-law": "decree",
  ordinance: "decree",
} as const;

/**
 * Loads records of the section `laws` by country (ISO 3166-1 alpha-3), each law with its provisions: for
 * countries with written profiles, and for those of the index. No country is in both.
 */
export function loadLegislation(sources: Sources, read: ReadData = readData): Map<string, GivenLaw[]> {
  const samples = read("legislation.json", LegislationItem, { sources: SourceTitles });
  const index = read("legislation-index.json", IndexItem, { sources: SourceTitles });
  const written = samples.items.map((item): [string, GivenLaw[]] => [
    item.country,
    item.laws.map((law) => {
      const language = LANGUAGES[item.country];
      return toLaw({ law, item, asOf: samples.asOf, sources }, language ? [language] : []);
    }),
  ]);
  const indexed = index.items.map((item): [string, GivenLaw[]] => [
    item.country,
    item.laws.map((law) => toIndexed(law, toLaw({ law, item, asOf: index.asOf, sources }, [law.lang]))),
  ]);
  return new Map([...written, ...indexed]);
}

/** A law as far as the data describe it; its kind fills in empty fields. */
type GivenLaw = Omit<Partial<LawRecord>, "provisions"> & { provisions: Partial<ProvisionRecord>[] };

interface Given {
  law: DataLaw | IndexedLaw;
  item: { notes: string | null; provisions: readonly DataProvision[] };
  asOf: string;
  sources: Sources;
}

/** Adds the further fields of the index to a law. */
function toIndexed(law: IndexedLaw, known: GivenLaw): GivenLaw {
  const subjects = law.covers.map((subject) => SUBJECTS[subject]);
  return {
    ...known,
    kind: INDEXED_KINDS[law.kind],
    topics: [...new Set([...subjects, ...(known.topics ?? [])])],
    adoptedOn: law.date ?? yearOf(law),
  };
}

function toLaw({ law, item, asOf, sources }: Given, lang: string[]): GivenLaw {
  const provisions = item.provisions.filter((provision) => provision.law === law.id);
  // A note on all provisions of a country is added to each law that has some.
  const note = [law.note, provisions.length > 0 ? item.notes : null].filter((part) => part !== null);
  return {
    id: law.id,
    title: written(law.titleEn ?? law.title),
    titleOriginal: law.titleEn === null ? null : law.title,
    number: law.number,
    kind: kindOf(law),
    status: STATES[law.status],
    topics: topicsOf(provisions),
    adoptedOn: yearOf(law),
    officialUrl: law.officialUrl ?? null,
    consolidatedUrl: law.consolidatedUrl ?? null,
    lang,
    provisions: provisions.map((provision) => toProvision(provision, sources)),
    ...provenanceOf({ ...law, note: note.join(" ") || null }, asOf, sources),
  };
}

const yearOf = ({ year }: Pick<DataLaw, "year">) => (year === null ? null : `${year}`);

/** Determines the kind of law from its title: codes and rules of court are named as such. */
function kindOf({ title, titleEn, status }: Given["law"]): LawRecord["kind"] {
  const name = titleEn ?? title;
  if (/\bRules\b/.test(name)) return "court_rules";
  if (/\bU\.S\.C\./.test(name)) return "code";
  return /\bCode\b/.test(name) && !/\bAct\b/.test(name) && status !== "amending act" ? "code" : "act";
}

/**
 * Articles 2 to 13 of the Convention are substantive law, 14 to 21 procedure, 23 to 35 cooperation; Articles 9, 10 and
 * 21 also have their own topic. Article 22, on jurisdiction, has none.
 */
function topicsOf(provisions: readonly DataProvision[]): LawRecord["topics"] {
  const has = (test: (article: number) => boolean) => provisions.some(({ article }) => test(article));
  const topics: LawRecord["topics"] = [];
  if (has((article) => article <= 13)) topics.push("substantive");
  if (has((article) => article >= 14 && article <= 21)) topics.push("procedural");
  if (has((article) => article === 21)) topics.push("interception");
  if (has((article) => article === 10)) topics.push("copyright");
  if (has((article) => article === 9)) topics.push("child_protection");
  if (has((article) => article >= 23 && article <= 35)) topics.push("mutual_assistance");
  return topics;
}

function toProvision(provision: DataProvision, sources: Sources): Partial<ProvisionRecord> {
  return {
    id: provision.id,
    locator: provision.provision,
    articles: [`185-${provision.article}`],
    note: written(provision.note),
    ...(provision.status ? { state: PROVISION_STATES[provision.status] } : {}),
    inForceTo: provision.endedOn ?? null,
    sources: provision.sources,
    confidence: confidenceOf(provision.confidence, null, provision.sources, sources),
  };
}
