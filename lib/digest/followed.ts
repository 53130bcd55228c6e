import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { watch } from "@/db/schema/watching";
import type { Followed } from "./model";

/** Levels at which something is followed. */
const LEVELS = ["watching", "first", "tracking"] as const;
/** Profiles and their parts: news of law are about a country as a whole. */
const OF_PROFILES = ["profile", "section", "record", "field"];

/** Reads what a member follows, as far as it chooses from the news of law. */
export async function readFollowed(memberId: string, on: Queryable = db()): Promise<Followed> {
  const rows = await on
    .select({ kind: watch.kind, key: watch.key, pageId: watch.pageId })
    .from(watch)
    .where(and(eq(watch.memberId, memberId), inArray(watch.level, [...LEVELS])));
  const keysOf = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ key }) => key));
  const ofProfiles = rows.filter(({ kind }) => OF_PROFILES.includes(kind));
  return {
    pages: new Set(ofProfiles.flatMap(({ pageId }) => (pageId === null ? [] : [pageId]))),
    regions: keysOf("region"),
    countries: keysOf("country"),
    topics: keysOf("topic"),
    articles: keysOf("article"),
    instruments: keysOf("instrument"),
  };
}
