import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Change, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { message, translator } from "@/lib/i18n/translator";
import { kindOf } from "@/lib/profiles/kinds";
import { contentOf, contentUnless, withKnown } from "@/lib/revisions";
import { briefly, withDoubt } from "@/lib/revisions/doubt";
import { type Passage, prosePassages, type SearchEntry, updateAllEntries } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { partOf } from "./model";
import { IS_BOUND_LATER } from "./reading";
import { statusWord, type TreatyStatus } from "./reading/model";
import { FURTHER, furtherNames, inEach, namesOf, ownLanguages, type Place } from "./search/country-words";
import { LANGUAGE, sectionEntries } from "./search/section-entries";

interface SectionRow {
  id: string;
  /** The engine's key; a translation's includes its language. */
  key: string;
  language: string | null;
  content: unknown;
  createdAt: Date;
  /**
   * The day on which a focal point verified its current text (ISO 8601); null if not verified since it was
   * written.
   */
  verifiedOn: string | null;
}

async function profileEntry(on: Queryable, place: Place, states: Passage[]): Promise<SearchEntry> {
  return profileEntryOf(place, await listStandings(on, place.pageId), states);
}

function listStandings(on: Queryable, pageId: string) {
  return on
    .select({
      treaty: treatyStatus.treaty,
      status: treatyStatus.status,
      isInForceLater: IS_BOUND_LATER,
      confidence: treatyStatus.confidence,
    })
    .from(treatyStatus)
    .where(eq(treatyStatus.pageId, pageId))
    .orderBy(asc(treatyStatus.treaty));
}

type Standing = Awaited<ReturnType<typeof listStandings>>[number];

/** Makes the entry of a profile itself, found by all names of its country. */
export function profileEntryOf(
  place: Place,
  standings: readonly Standing[],
  states: readonly Passage[],
): SearchEntry {
  const t = translator(LANGUAGE);
  const standing = standings
    .map(({ treaty, status, isInForceLater, confidence }) => {
      const word = statusWord({ status: status as TreatyStatus, isInForceLater });
      const said = withDoubt(t, t(`profiles.status.${word}`), briefly(confidence));
      return `${t(`profiles.treaty.${treaty as 185}`)}: ${said}`;
    })
    .join(". ");
  const { region } = place;
  return {
    key: "profile",
    kind: "profile",
    path: `/countries/${place.slug}`,
    title: namesOf(place),
    language: LANGUAGE,
    countries: [place.iso2],
    names: [
      ...furtherNames(place.iso2, [...new Set([...FURTHER, ...ownLanguages(place.iso2)])]),
      { text: place.slug.replaceAll("-", " "), language: "" },
      ...place.aliases.map((alias) => ({ text: alias.replaceAll("-", " "), language: "" })),
    ],
    context: region ? inEach((locale) => message(translator(locale), `profiles.region.${region}`)) : [],
    passages: [...(standing ? [{ text: `${standing}.` }] : []), ...states],
  };
}

const PLACE = {
  pageId: profile.pageId,
  slug: profile.slug,
  iso2: profile.iso2,
  region: profile.region,
  aliases: subselect<
    string[]
  >`array(select a.alias from profile_alias a where a.page_id = ${profile.pageId} order by a.alias)`,
} as const;

async function findPlace(on: Queryable, pageId: string): Promise<Place | null> {
  const [place] = await on.select(PLACE).from(profile).where(eq(profile.pageId, pageId));
  return place ?? null;
}

/** Lists the sections of a profile, each with the profile's `PLACE`; `known` is a text that was already read. */
async function listSections(
  on: Queryable,
  pageId: string,
  { keys, known }: { keys?: readonly string[]; known?: PublishedText | undefined } = {},
): Promise<(SectionRow & Place)[]> {
  const rows = await on
    .select({
      ...PLACE,
      id: section.id,
      key: section.key,
      language: section.language,
      revisionId: revision.id,
      content: contentUnless(known),
      createdAt: revision.createdAt,
      verifiedOn: sql<
        string | null
      >`to_char(${sectionFreshness.verifiedAt} at time zone 'UTC', 'YYYY-MM-DD')`,
    })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    // A verification of another text does not apply to this one.
    .leftJoin(
      sectionFreshness,
      and(eq(sectionFreshness.sectionId, section.id), eq(sectionFreshness.verifiedNumber, revision.number)),
    )
    .where(and(eq(section.pageId, pageId), keys ? inArray(section.key, [...keys]) : undefined));
  return rows.map((row) => withKnown(row, known));
}

type Owned = { owner: string; entries: SearchEntry[] };

function ownedSection(place: Place, row: SectionRow): Owned[] {
  const part = partOf(row.key);
  if (!part) return [];
  const { section: key } = part;
  const written = {
    language: row.language ?? LANGUAGE,
    isTranslation: part.language !== null,
    verifiedOn: row.verifiedOn,
  };
  const entries = sectionEntries(place, key, contentOf(kindOf(key), row), row.createdAt, written);
  return [{ owner: `section:${row.id}`, entries }];
}

/** Returns the first paragraph of the section `state-of-play`: the search excerpt of the whole profile. */
function openingOf(rows: readonly SectionRow[]): Passage[] {
  const row = rows.find(({ key }) => key === "state-of-play");
  if (!row) return [];
  const content = contentOf(kindOf("state-of-play"), row) as Content;
  const opening = prosePassages("state-of-play", content, "state-of-play").find(
    ({ isHeading }) => !isHeading,
  );
  return opening ? [{ text: opening.text, anchor: "state-of-play" }] : [];
}

/** Updates a section's search entries after a published revision or a verification, in the same transaction. */
export async function indexSection(
  ctx: Ctx,
  fact: { pageId: string; section: string; current?: Change },
): Promise<void> {
  if (!partOf(fact.section)) return;
  // Only these sections change the profile's own entry.
  const changesProfileEntry = fact.section === "state-of-play" || fact.section === "treaty-status";
  const keys = [fact.section, ...(changesProfileEntry ? ["state-of-play"] : [])];
  const rows = await listSections(ctx.tx, fact.pageId, { keys, known: fact.current?.after });
  const row = rows.find(({ key }) => key === fact.section);
  if (!row) return;
  const owned = ownedSection(row, row);
  if (changesProfileEntry)
    owned.push({
      owner: `profile:${row.pageId}`,
      entries: [await profileEntry(ctx.tx, row, openingOf(rows))],
    });
  await updateAllEntries(ctx.tx, owned);
}

/** Indexes the starting data, so that it can be found at once. */
export async function indexSeeded(ctx: Ctx, fact: { slugs: readonly string[] }): Promise<void> {
  const rows = await ctx.tx
    .select({ pageId: profile.pageId })
    .from(profile)
    .where(inArray(profile.slug, [...fact.slugs]))
    .orderBy(asc(profile.pageId));
  await indexProfiles(
    ctx.tx,
    rows.map(({ pageId }) => pageId),
  );
}

/** Updates the search entries of some profiles from their sections. Returns how many rows differed. */
export async function indexProfiles(tx: Tx, pageIds: readonly string[]): Promise<number> {
  let changed = 0;
  for (const pageId of pageIds) {
    const place = await findPlace(tx, pageId);
    if (!place) continue;
    const rows = await listSections(tx, pageId);
    const own = { owner: `profile:${pageId}`, entries: [await profileEntry(tx, place, openingOf(rows))] };
    changed += await updateAllEntries(tx, [own, ...rows.flatMap((row) => ownedSection(place, row))]);
  }
  return changed;
}

/** Lists the owners of all profiles' entries; `search:reindex` removes entries of other owners. */
export async function listProfileOwners(on: Queryable = db()): Promise<string[]> {
  const [profiles, sections] = await Promise.all([
    on.select({ id: profile.pageId }).from(profile),
    on.select({ id: section.id }).from(section).innerJoin(profile, eq(profile.pageId, section.pageId)),
  ]);
  return [...profiles.map(({ id }) => `profile:${id}`), ...sections.map(({ id }) => `section:${id}`)];
}
