import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { profile, profileRecord } from "@/db/schema/profiles";
import { material } from "@/db/schema/training";
import { newestOf } from "@/lib/notices/events";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { isSectionKey } from "@/lib/profiles/model";
import { REGIONS } from "@/lib/profiles/reading/model";
import { WORDINGS, wordsByLanguage } from "@/lib/revisions/wordings";
import {
  isPagePlace,
  isSubjectPlace,
  type PagePlace,
  type Place,
  readPlace,
  subjectKey,
  type Thing,
  type ThingKind,
} from "./model";

/** A thing as it is kept: by names that never change. */
export interface Key {
  kind: ThingKind;
  key: string;
}

/** A thing that a member may watch, as it stands now. */
export interface Target extends Key {
  pageId: string | null;
  thing: Thing;
  /** The newest published revision of its page; 0 for a region and a subject. */
  newest: number;
}

/** The key of a section, a record or a field of a page. */
export function keyOf(pageId: string, ...parts: readonly string[]): string {
  return [pageId, ...parts].join("/");
}

/**
 * The thing at a place, or null when there is no such profile. A record that is not there any longer is answered
 * with no title: who watches it can still stop.
 */
export async function findTarget(place: Place, on: Queryable = db()): Promise<Target | null> {
  if (place.kind === "region") {
    const thing = { place, names: null, title: null };
    return { kind: "region", key: place.region, pageId: null, thing, newest: 0 };
  }
  if (isSubjectPlace(place)) {
    const thing = { place, names: null, title: null };
    return { kind: place.kind, key: subjectKey(place), pageId: null, thing, newest: 0 };
  }
  if (isPagePlace(place)) return findPageTarget(place, on);
  const [row] = await on
    .select({
      pageId: profile.pageId,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      newest: newestOf(sql`profile.page_id`),
    })
    .from(profile)
    .where(eq(profile.slug, place.slug));
  if (!row) return null;
  const { pageId, newest, ...names } = row;
  const named =
    place.kind === "record" || place.kind === "field"
      ? (await listRecordTitles([[pageId, place.section, place.record]], on)).values().next().value
      : undefined;
  const key = {
    profile: () => pageId,
    section: (p: { section: string }) => keyOf(pageId, p.section),
    record: (p: { section: string; record: string }) => keyOf(pageId, p.section, p.record),
    field: (p: { section: string; record: string; field: string }) =>
      keyOf(pageId, p.section, p.record, p.field),
  }[place.kind](place as never);
  return { kind: place.kind, key, pageId, thing: { place, names, ...(named ?? { title: null }) }, newest };
}

/** A post or a material that readers have, or had: what was retracted can still be left. */
async function findPageTarget(place: PagePlace, on: Queryable): Promise<Target | null> {
  const [row] = await listPages(place.kind, sql`slug = ${place.slug}`, on);
  if (!row) return null;
  const { id, title } = row;
  const [newest] = (await on.execute<{ n: number }>(sql`select ${newestOf(sql`${id}::uuid`)} as n`)).rows;
  return {
    ...{ kind: place.kind, key: id, pageId: id },
    thing: { place, names: null, title },
    newest: newest?.n ?? 0,
  };
}

/** Kind and key as one text, to look things up by. */
export const thingId = ({ kind, key }: { kind: string; key: string }) => `${kind}:${key}`;

/**
 * The things of some keys with the names of today, by `thingId`. One whose page is gone, or of a kind that is not
 * known here, is not among them.
 */
export async function listThings(
  keys: readonly { kind: string; key: string }[],
  on: Queryable = db(),
): Promise<Map<string, Thing>> {
  const ofPages = keys.filter(({ kind }) => !isOfItself(kind)).map(({ key }) => key.split("/"));
  const pageIds = [...new Set(ofPages.map(([pageId = ""]) => pageId))];
  const records = ofPages.filter((parts) => parts.length > 2);
  const [profiles, titles, pages] = await Promise.all([
    listProfiles(pageIds, on),
    listRecordTitles(records as [string, string, string][], on),
    listOwnPages(keys, on),
  ]);
  const things = new Map<string, Thing>(pages);
  for (const one of keys) {
    if (one.kind === "post" || one.kind === "material") continue;
    const thing = thingOf(one, profiles, titles);
    if (thing) things.set(thingId(one), thing);
  }
  return things;
}

const OF_THEMSELVES: ReadonlySet<string> = new Set(["region", "post", "material", "topic", "article"]);
const isOfItself = (kind: string) => OF_THEMSELVES.has(kind);

/** Posts and materials by their `thingId`. */
async function listOwnPages(
  keys: readonly { kind: string; key: string }[],
  on: Queryable,
): Promise<[string, Thing][]> {
  const things = await Promise.all(
    (["post", "material"] as const).map(async (kind) => {
      const ids = [...new Set(keys.filter((one) => one.kind === kind).map(({ key }) => key))];
      if (ids.length === 0) return [];
      const rows = await listPages(kind, sql`page_id = any(${sql.param(ids)}::uuid[])`, on);
      return rows.map(({ id, slug, title }): [string, Thing] => [
        thingId({ kind, key: id }),
        { place: { kind, slug }, names: null, title },
      ]);
    }),
  );
  return things.flat();
}

type PageRow = { [column: string]: unknown; id: string; slug: string; title: string };

/** Posts or materials that have appeared; of drafts nobody is told that there are any. */
async function listPages(kind: PagePlace["kind"], where: SQL, on: Queryable): Promise<PageRow[]> {
  const table = kind === "post" ? post : material;
  const { rows } = await on.execute<PageRow>(
    sql`select page_id as id, slug, title from ${table} where ${where} and state in ('published', 'retracted')`,
  );
  return rows;
}

type Profiles = Map<string, { slug: string; names: NonNullable<Thing["names"]> }>;

function thingOf(
  { kind, key }: { kind: string; key: string },
  profiles: Profiles,
  titles: Map<string, RecordTitle>,
): Thing | null {
  if (kind === "region") {
    const region = REGIONS.find((one) => one === key);
    return region ? { place: { kind, region }, names: null, title: null } : null;
  }
  if (kind === "topic" || kind === "article") {
    // A word that the vocabulary has no longer names nothing.
    const place = readPlace(`${kind}:${key}`);
    return place && { place, names: null, title: null };
  }
  const [pageId = "", section = "", record = "", field = ""] = key.split("/");
  const owner = profiles.get(pageId);
  if (!owner) return null;
  const { slug, names } = owner;
  if (kind === "profile") return { place: { kind, slug }, names, title: null };
  if (!isSectionKey(section)) return null;
  if (kind === "section") return { place: { kind, slug, section }, names, title: null };
  const named = titles.get(keyOf(pageId, section, record)) ?? { title: null };
  if (kind === "record") return { place: { kind, slug, section, record }, names, ...named };
  return kind === "field" ? { place: { kind, slug, section, record, field }, names, ...named } : null;
}

async function listProfiles(pageIds: readonly string[], on: Queryable): Promise<Profiles> {
  if (pageIds.length === 0) return new Map();
  const rows = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
    })
    .from(profile)
    .where(inArray(profile.pageId, [...pageIds]));
  return new Map(rows.map(({ pageId, slug, ...names }) => [pageId, { slug, names }]));
}

type RecordTitle = Required<Pick<Thing, "title" | "titles">>;

async function listRecordTitles(
  records: readonly (readonly [string, string, string])[],
  on: Queryable,
): Promise<Map<string, RecordTitle>> {
  if (records.length === 0) return new Map();
  const wanted = sql.join(
    records.map(([pageId, section, record]) => sql`(${pageId}::uuid, ${section}, ${record})`),
    sql`, `,
  );
  const rows = await on
    .select({
      pageId: profileRecord.pageId,
      section: profileRecord.section,
      recordId: profileRecord.recordId,
      title: profileRecord.title,
      wordings: sql<unknown>`${profileRecord.data} -> ${WORDINGS}`,
    })
    .from(profileRecord)
    .where(
      sql`(${profileRecord.pageId}, ${profileRecord.section}, ${profileRecord.recordId}) in (${wanted})`,
    );
  return new Map(
    rows.map(({ pageId, section, recordId, title, wordings }): [string, RecordTitle] => {
      const titles = wordsByLanguage(
        { wordings },
        isSectionKey(section) ? (recordsKindOf(section)?.titleField ?? "") : "",
      );
      return [keyOf(pageId, section, recordId), { title, titles }];
    }),
  );
}
