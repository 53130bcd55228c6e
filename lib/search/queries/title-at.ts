import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { searchEntry } from "@/db/schema/search";
import type { Locale } from "@/lib/i18n/locales";
import { titleOf } from "../hits";

/** Finds the title of a page of this site in a language, by its path. Null if it is not public in search. */
export async function findTitleAt(
  path: string,
  locale: Locale,
  on: Queryable = db(),
): Promise<string | null> {
  const [row] = await on
    .select({ titles: searchEntry.titles })
    .from(searchEntry)
    .where(and(eq(searchEntry.path, path), eq(searchEntry.part, 0), eq(searchEntry.audience, "public")))
    // If several entries have this path, take the page's own.
    .orderBy(sql`${searchEntry.prior} desc`, searchEntry.key, searchEntry.thing)
    .limit(1);
  return row ? titleOf(row, locale) : null;
}
