import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { savedSearch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { offeredOr } from "@/lib/i18n/site-words";
import { countFresh } from "@/lib/search";
import { isolateBidi } from "../model";
import { requireOwn } from "../own";
import type { Describe } from "../personal-notice";
import { NO_WORDS } from "../words";
import { SEARCH_LEVELS, type SearchLevel, savedPath, savedQuery } from "./model";

/** A member's saved search, with its new results. */
export interface SavedSearchLine {
  id: string;
  name: string;
  query: string;
  level: SearchLevel;
  seenAt: Date;
  /** Results since the member looked; 0 if not counted. */
  count: number;
}

const COLUMNS = {
  id: savedSearch.id,
  name: savedSearch.name,
  query: savedSearch.query,
  locale: savedSearch.locale,
  level: savedSearch.level,
  seenAt: savedSearch.seenAt,
} as const;

/** Lists one's own saved searches by name, at most 50. Throws `unauthenticated` to a visitor. */
export async function listSavedSearches(actor: Actor | null, now = new Date()): Promise<SavedSearchLine[]> {
  const { id: memberId } = requireOwn(actor);
  const rows = await db()
    .select(COLUMNS)
    .from(savedSearch)
    .where(eq(savedSearch.memberId, memberId))
    .orderBy(asc(savedSearch.name), asc(savedSearch.id));
  const lines: SavedSearchLine[] = [];
  for (const row of rows) {
    const { id, name, query, seenAt } = row;
    const level = SEARCH_LEVELS.find((one) => one === row.level) ?? "normal";
    const count = level === "normal" ? 0 : await countOf(actor as Actor, row, { from: seenAt, until: now });
    lines.push({ id, name, query, level, seenAt, count });
  }
  return lines;
}

/** Counts new results of a search for a member between two moments. */
export function countOf(
  reader: Actor,
  { query, locale }: { query: string; locale: string },
  window: { from: Date; until: Date },
): Promise<number> {
  return countFresh(reader, savedQuery(query), offeredOr(locale), window);
}

/** Describes a saved search's notice as its reader may see it now; null if the search or all results are gone. */
export const describeSearch: Describe = async (reader, row, on) => {
  const [own] = await on
    .select(COLUMNS)
    .from(savedSearch)
    .where(and(eq(savedSearch.id, row.key), eq(savedSearch.memberId, reader.id)));
  if (!own) return null;
  const count = await countOf(reader, own, { from: row.firstAt, until: row.lastAt });
  if (count === 0) return null;
  return {
    what: "news",
    news: "search.found",
    words: (t) => ({
      ...NO_WORDS,
      title: t("watching.found.title", { name: isolateBidi(own.name) }),
      said: t("watching.found.said", { count }),
      path: savedPath(own.query),
    }),
  };
};
