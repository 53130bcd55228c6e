import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { requireOwn } from "@/lib/notices";
import type { SectionKey } from "../model";

/**
 * The revision of a profile up to which a member has seen the changes, if the member watches it or some of
 * its sections; null for others, whose reading is not stored.
 */
export async function findSeenNumber(
  actor: Actor | null,
  slug: string,
  sections: readonly SectionKey[],
  on: Queryable = db(),
): Promise<number | null> {
  const { id } = requireOwn(actor);
  const pageId = subselect`(select p.page_id from ${profile} p where p.slug = ${slug})`;
  const [row] = await on
    .select({ seen: sql<number | null>`max(${watch.seenNumber})` })
    .from(watch)
    .where(
      and(
        eq(watch.memberId, id),
        eq(watch.pageId, pageId),
        inArray(watch.kind, ["profile", "section"]),
        sql`(${watch.kind} = 'profile' or split_part(${watch.key}, '/', 2) = any(${sql.param([...sections])}::text[]))`,
      ),
    );
  return row?.seen ?? null;
}
