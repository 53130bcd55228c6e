import { z } from "zod";
import { KINDS } from "@/lib/profiles/kinds";
import type { SourceRecord } from "@/lib/profiles/kinds/sources";
import { isSectionKey, SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { loadArticles, type SeedArticle } from "./articles";
import { loadAuthorities } from "./authorities";
import { loadCooperationRules } from "./cooperation-rules";
import { loadCountries, type SeedCountry } from "./countries";
import { type FileDays, readFileDays } from "./editions";
import { loadFurtherStatus } from "./further-status";
import { loadInstitutions } from "./institutions";
import { loadLegislation } from "./legislation";
import { loadPosts, type SeedPost } from "./posts";
import { loadParticipation, loadProjects, type Participation, type SeedProject } from "./projects";
import { loadProse } from "./prose";
import { type ReadData, readData } from "./read";
import { loadReporting } from "./reporting";
import { loadSources, NEWSLETTER } from "./sources";
import { loadSynonyms } from "./synonyms";
import { loadTreatyStatus } from "./treaty-status";

export interface SeedSection {
  key: SectionKey;
  /** As the section's kind stores it: parsed and canonical. */
  content: Content | RecordsContent;
}

/** Starting content of a profile. */
export interface SeedProfile {
  iso2: string;
  iso3: string;
  slug: string;
  /** `sources` first, since the others cite it; then in the order of the page. Empty sections are left out. */
  sections: SeedSection[];
  sourcesRecords: SourceRecord[];
}

export interface Seed {
  countries: SeedCountry[];
  /** One for each country, in the same order; many have only a treaty status, some nothing yet. */
  profiles: SeedProfile[];
  projects: SeedProject[];
  /** Participation of countries in projects. */
  facts: Participation[];
  articles: SeedArticle[];
  /** Groups of search phrases with the same meaning. */
  synonyms: string[][];
  posts: SeedPost[];
  /** Date of each file that has editions. */
  fileDays: FileDays;
}

/**
 * Loads the starting data, validated by the kinds of the sections. The same files always give the same result. Throws
 * on the first invalid file, on content that its kind rejects, and on a citation of an unknown source.
 */
export function loadSeed(read: ReadData = readData): Seed {
  const sources = loadSources(read);
  const countries = loadCountries(read);
  const facts = loadParticipation(sources);
  const [treaties, further] = [loadTreatyStatus(sources, read), loadFurtherStatus(sources, read)];
  const laws = loadLegislation(sources, read);
  const reporting = loadReporting(sources, read);
  const authorities = loadAuthorities(sources, read);
  const rules = loadCooperationRules(sources, read);
  const { institutions, strategies } = loadInstitutions(sources, read);
  const prose = new Map(loadProse().map((one) => [one.iso3, one.sections]));
  const inProject = new Set(facts.map((fact) => fact.iso3));

  const profiles = countries.map(({ iso2, iso3, slug }) => {
    const inputs = new Map<string, unknown>(
      (prose.get(iso3) ?? []).map(({ key, content }) => [key, content]),
    );
    for (const [key, records] of Object.entries({
      "treaty-status": [...(treaties.get(iso3) ?? []), ...(further.get(iso3) ?? [])],
      laws: laws.get(iso3),
      institutions: institutions.get(iso3),
      strategies: strategies.get(iso3),
      reporting: reporting.get(iso3),
      authorities: authorities.get(iso3),
      "cooperation-rules": rules.get(iso3),
    }))
      if (records && records.length > 0) inputs.set(key, { schemaVersion: 1, records });
    const written = parseSections(iso3, inputs);
    const cited = new Set(written.flatMap(({ key, content }) => KINDS[key].sources(content as never)));
    if (inProject.has(iso3)) cited.add(NEWSLETTER);
    const records = [...cited].map((id) => {
      const source = sources.get(id);
      if (!source) throw new Error(`${iso3} cites ${id}, which is no source of the seed`);
      return source.record;
    });
    const list =
      records.length > 0 ? parseSections(iso3, new Map([["sources", { schemaVersion: 1, records }]])) : [];
    return { iso2, iso3, slug, sections: [...list, ...written], sourcesRecords: records };
  });
  return {
    countries,
    profiles,
    projects: loadProjects(),
    facts,
    articles: loadArticles(),
    synonyms: loadSynonyms(),
    posts: loadPosts(),
    fileDays: readFileDays(),
  };
}

/** Parses the contents as their kinds store them, in the order of the page. */
function parseSections(iso3: string, inputs: ReadonlyMap<string, unknown>): SeedSection[] {
  for (const key of inputs.keys()) if (!isSectionKey(key)) throw new Error(`There is no section ${key}`);
  return SECTION_KEYS.filter((key) => inputs.has(key)).map((key) => ({
    key,
    content: parseSection(iso3, key, inputs.get(key)),
  }));
}

function parseSection(iso3: string, key: SectionKey, input: unknown): Content | RecordsContent {
  try {
    return KINDS[key].parse(input) as Content | RecordsContent;
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${iso3}, section ${key}: ${what}`, { cause: error });
  }
}
