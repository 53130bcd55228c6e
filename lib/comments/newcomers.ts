import { and, count, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { comment } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";

/** Number of a new member's comments that a moderator looks at. */
const FIRST_COMMENTS = 2;

/**
 * Checks whether a moderator looks at what a member writes before others see it: unless they are trusted or verified,
 * until that many of their comments are shown.
 */
export async function isNewcomer(
  on: Queryable,
  { actor, first = FIRST_COMMENTS }: { actor: Actor | null; first?: number },
): Promise<boolean> {
  if (can(actor, "comment.show-at-once")) return false;
  const [row] = await on
    .select({ n: count() })
    .from(comment)
    .where(and(eq(comment.authorId, actor?.id ?? ""), eq(comment.state, "shown")));
  return (row?.n ?? 0) < first;
}
