import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { searchEntry } from "@/db/schema/search";
import type { Locale } from "@/lib/i18n/locales";
import { titleOf } from "../hits";

/**
 * What the page at a bare path of this site is called in a language: the name of what everyone finds there. Null where
 * nothing can be found by everyone.
 */
export async function findTitleAt(
  path: string,
  locale: Locale,
  on: Queryable = db(),
): Promise<string | null> {
  const [row] = await on
    .select({ titles: searchEntry.titles })
    .from(searchEntry)
    .where(and(eq(searchEntry.path, path), eq(searchEntry.part, 0), eq(searchEntry.audience, "public")))
    // Of a page on which several things stand the one that is the page itself.
    .orderBy(sql`${searchEntry.prior} desc`, searchEntry.key)
    .limit(1);
  return row ? titleOf(row, locale) : null;
}
