import { and, asc, eq, lte } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { isStanding } from "./contents";
import { isTextHidden } from "./hidden";

/** A text as its authors handed it in, and as a reviewer had changed it when it appeared. */
export interface Amendment {
  from: { number: number; content: unknown };
  to: { number: number; content: unknown };
}

/**
 * What others than its authors changed in a text after the authors last saved it, up to a moment. Null where nobody
 * did, or where a text of the two is hidden.
 */
export async function findAmendment(
  on: Queryable,
  of: { sectionId: string; authorIds: readonly string[]; until: Date | null },
): Promise<Amendment | null> {
  const rows = await on
    .select({
      number: revision.number,
      authorId: revision.authorId,
      content: revision.content,
      isHidden: isTextHidden(),
    })
    .from(revision)
    .where(
      and(
        eq(revision.sectionId, of.sectionId),
        isStanding(),
        of.until ? lte(revision.createdAt, of.until) : undefined,
      ),
    )
    .orderBy(asc(revision.number));
  const isOwn = (row: (typeof rows)[number]) => row.authorId !== null && of.authorIds.includes(row.authorId);
  const last = rows.findLastIndex(isOwn);
  const [from, to] = [rows[last], rows.slice(last + 1).at(-1)];
  if (!from || !to || from.isHidden || to.isHidden) return null;
  return { from, to };
}
