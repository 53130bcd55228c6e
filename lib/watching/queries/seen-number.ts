import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { requireOwn } from "@/lib/notices/own";
import { keyOf } from "@/lib/notices/things";
import type { SectionKey } from "@/lib/profiles/model";
import { findTarget } from "../things";

/**
 * Up to which revision of a profile a member who watches it, or any of some of its sections, has looked at what changed;
 * null for whoever watches none of them: of others it is not kept what they look at.
 */
export async function findSeenNumber(
  actor: Actor | null,
  slug: string,
  sections: readonly SectionKey[],
  on: Queryable = db(),
): Promise<number | null> {
  const { id } = requireOwn(actor);
  const pageId = (await findTarget({ kind: "profile", slug }, on))?.pageId;
  if (!pageId) return null;
  const keys = [pageId, ...sections.map((section) => keyOf(pageId, section))];
  const [row] = await on
    .select({ seen: sql<number | null>`max(${watch.seenNumber})` })
    .from(watch)
    .where(
      and(eq(watch.memberId, id), inArray(watch.kind, ["profile", "section"]), inArray(watch.key, keys)),
    );
  return row?.seen ?? null;
}
