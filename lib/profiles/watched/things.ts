import { eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import {
  type Key,
  keyOf,
  newestOf,
  type TargetShown,
  type ThingShown,
  type ThingSource,
  thingId,
  type WideThing,
} from "@/lib/notices";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { WORDINGS, wordsByLanguage } from "@/lib/revisions/records/wordings";
import { recordsKindOf } from "../kinds";
import { isSectionKey } from "../model";
import { REGIONS } from "../reading/model";
import { listThingChanges } from "./changes";
import { PROFILE_THINGS, type ProfilePlace, type RegionPlace } from "./model";

/** A region contains the profiles of its countries. */
export const REGION: WideThing = {
  kind: "region",
  pages: sql`select o.page_id, o.region as key from profile o`,
};

async function find(place: ProfilePlace | RegionPlace, on: Queryable): Promise<TargetShown | null> {
  if (place.kind === "region") {
    const thing = { place, names: null, title: null };
    return { kind: "region", key: place.region, pageId: null, thing, newest: 0 };
  }
  const [row] = await on
    .select({
      pageId: profile.pageId,
      ...PROFILE_NAMES,
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

async function list(keys: readonly Key[], on: Queryable): Promise<Map<string, ThingShown>> {
  const ofPages = keys.filter(({ kind }) => kind !== "region").map(({ key }) => key.split("/"));
  const pageIds = [...new Set(ofPages.map(([pageId = ""]) => pageId))];
  const records = ofPages.filter((parts) => parts.length > 2);
  const [profiles, titles] = await Promise.all([
    listProfiles(pageIds, on),
    listRecordTitles(records as [string, string, string][], on),
  ]);
  return new Map(
    keys.flatMap((one): [string, ThingShown][] => {
      const thing = thingOf(one, profiles, titles);
      return thing ? [[thingId(one), thing]] : [];
    }),
  );
}

async function chainOf({ key, pageId }: Key & { pageId: string }, on: Queryable): Promise<Key[]> {
  const [, section = "", record = "", field = ""] = key.split("/");
  const [row] = await on.select({ region: profile.region }).from(profile).where(eq(profile.pageId, pageId));
  return [
    ...(field ? [{ kind: "field", key }] : []),
    ...(record ? [{ kind: "record", key: keyOf(pageId, section, record) }] : []),
    ...(section ? [{ kind: "section", key: keyOf(pageId, section) }] : []),
    { kind: "profile", key: pageId },
    ...(row?.region ? [{ kind: "region", key: row.region }] : []),
  ];
}

/** Things of profiles that can be watched. */
export const PROFILE_SOURCE: ThingSource = {
  kinds: PROFILE_THINGS,
  find,
  list,
  chainOf,
  listChanges: (reader, place, range, on) => listThingChanges(reader, place as ProfilePlace, range, on),
};

type Profiles = Map<string, { slug: string; names: NonNullable<ThingShown["names"]> }>;

function thingOf(
  { kind, key }: Key,
  profiles: Profiles,
  titles: Map<string, RecordTitle>,
): (ThingShown & { place: ProfilePlace | RegionPlace }) | null {
  if (kind === "region") {
    const region = REGIONS.find((one) => one === key);
    return region ? { place: { kind, region }, names: null, title: null } : null;
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
      ...PROFILE_NAMES,
    })
    .from(profile)
    .where(inArray(profile.pageId, [...pageIds]));
  return new Map(rows.map(({ pageId, slug, ...names }) => [pageId, { slug, names }]));
}

type RecordTitle = Required<Pick<ThingShown, "title" | "titles">>;

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
