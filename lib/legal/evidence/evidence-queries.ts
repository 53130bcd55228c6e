import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { mapping, provision } from "@/db/schema/legal";
import { profile, profileRecord } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import type { ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { translationsOf, upgradeProvision } from "@/lib/profiles/kinds/translations";
import type { LegalSource } from "../model";
import type { Evidence, ProvisionText } from "./model";

/** The sections that a country's law is read from. */
const SECTIONS = ["laws", "mappings", "treaty-status", "sources"];

/** A country, with the ids of the provisions and findings in a list. */
export interface Wanted {
  slug: string;
  provisions: readonly string[];
  findings?: readonly string[];
}

/** Finds the texts, sources and revisions behind the lines of a list, by country slug. */
export async function findEvidence(
  wanted: readonly Wanted[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, Evidence>> {
  const slugs = wanted.map((one) => one.slug);
  const [standings, provisions, findings] = await Promise.all([
    listStandings(slugs, on),
    listProvisions(wanted, on),
    listFindings(wanted, on),
  ]);
  const cited = [...provisions, ...findings].flatMap((row) => row.sources);
  const sources = await listSources(slugs, cited, on);
  return new Map(
    slugs.map((slug): [string, Evidence] => {
      const known = sources.get(slug) ?? new Map<string, LegalSource>();
      const sourcesOf = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []);
      const own = <Row extends { slug: string }>(rows: readonly Row[]) =>
        rows.filter((row) => row.slug === slug);
      return [
        slug,
        {
          revision: standings.get(slug)?.number ?? 0,
          asOf: standings.get(slug)?.createdAt.toISOString().slice(0, 10) ?? null,
          texts: new Map(
            own(provisions).map((row) => [row.id, { ...row.text, sources: sourcesOf(row.sources) }]),
          ),
          findings: new Map(own(findings).map((row) => [row.id, sourcesOf(row.sources)])),
        },
      ];
    }),
  );
}

async function listStandings(slugs: readonly string[], on: Queryable) {
  if (slugs.length === 0) return new Map<string, never>();
  const rows = await on
    .selectDistinctOn([profile.slug], {
      slug: profile.slug,
      number: revision.number,
      createdAt: revision.createdAt,
    })
    .from(profile)
    .innerJoin(section, and(eq(section.pageId, profile.pageId), inArray(section.key, SECTIONS)))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(profile.slug, [...slugs]))
    .orderBy(profile.slug, desc(revision.number));
  return new Map(rows.map((row) => [row.slug, row]));
}

/** Reads the records of provisions from the records of their laws. */
async function listProvisions(wanted: readonly Wanted[], on: Queryable) {
  const ids = [...new Set(wanted.flatMap((one) => one.provisions))];
  if (ids.length === 0) return [];
  const rows = await on
    .select({
      slug: profile.slug,
      id: provision.recordId,
      data: sql<Partial<ProvisionRecord> | null>`jsonb_path_query_first(${profileRecord.data},
        '$.provisions[*] ? (@.id == $id)', jsonb_build_object('id', ${provision.recordId}))`,
    })
    .from(provision)
    .innerJoin(profile, eq(profile.pageId, provision.pageId))
    .innerJoin(
      profileRecord,
      and(
        eq(profileRecord.pageId, provision.pageId),
        eq(profileRecord.section, "laws"),
        eq(profileRecord.recordId, provision.lawId),
      ),
    )
    .where(
      and(
        inArray(
          profile.slug,
          wanted.map((one) => one.slug),
        ),
        inArray(provision.recordId, ids),
      ),
    );
  return rows.map(({ slug, id, data }) => ({
    slug,
    id,
    text: textOf(data ?? {}),
    sources: data?.sources ?? [],
  }));
}

/** Reads the text of a provision; rows of earlier versions lack newer fields. */
function textOf(data: Partial<ProvisionRecord>): Omit<ProvisionText, "sources"> {
  const { text, lang, translations } = upgradeProvision(data);
  return {
    text: text || null,
    lang: lang || null,
    translations: translationsOf({ id: data.id ?? "", translations: translations ?? [] }),
  };
}

async function listFindings(wanted: readonly Wanted[], on: Queryable) {
  const ids = [...new Set(wanted.flatMap((one) => one.findings ?? []))];
  if (ids.length === 0) return [];
  const rows = await on
    .select({
      slug: profile.slug,
      id: mapping.recordId,
      sources: sql<string[] | null>`${mapping.data} -> 'sources'`,
    })
    .from(mapping)
    .innerJoin(profile, eq(profile.pageId, mapping.pageId))
    .where(
      and(
        inArray(
          profile.slug,
          wanted.map((one) => one.slug),
        ),
        inArray(mapping.recordId, ids),
      ),
    );
  return rows.map((row) => ({ ...row, sources: row.sources ?? [] }));
}

/** Lists the cited sources of some countries, by slug and id. */
export async function listSources(slugs: readonly string[], cited: readonly string[], on: Queryable) {
  const bySlug = new Map<string, Map<string, LegalSource>>();
  const ids = [...new Set(cited)];
  if (ids.length === 0) return bySlug;
  const rows = await on
    .select({ slug: profile.slug, data: profileRecord.data })
    .from(profileRecord)
    .innerJoin(profile, eq(profile.pageId, profileRecord.pageId))
    .where(
      and(
        eq(profileRecord.section, "sources"),
        inArray(profile.slug, [...slugs]),
        inArray(profileRecord.recordId, ids),
      ),
    );
  for (const { slug, data } of rows) {
    const own = bySlug.get(slug) ?? new Map<string, LegalSource>();
    own.set((data as LegalSource).id, data as LegalSource);
    bySlug.set(slug, own);
  }
  return bySlug;
}
