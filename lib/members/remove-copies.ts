import { and, eq, gte, isNotNull, or, sql } from "drizzle-orm";
import { dataExport } from "@/db/schema/accounts";
import { apiAnswer, heldForm } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";

/** What was purged: who wrote it and when, and the page that it was on. */
export interface PurgedFrom {
  authorId: string | null;
  slug: string;
  since: string;
}

/**
 * Deletes what can have a copy of a purged text: data exports made since it was written, as others quote it; forms that wait
 * for a sign-in, of its author and at its page; and what the API answered since then. The rows of answers stay, so that
 * a request that is sent again is still known.
 */
export async function removeCopies({ tx }: Ctx, { authorId, slug, since }: PurgedFrom): Promise<void> {
  const from = new Date(since);
  // One that is being made now is waited for, and was read before the purge.
  await tx.select({ id: dataExport.id }).from(dataExport).orderBy(dataExport.id).for("update");
  await tx.delete(dataExport).where(and(eq(dataExport.state, "ready"), gte(dataExport.readyAt, from)));
  const isThere = sql`strpos(split_part(${heldForm.path}, '?', 1) || '/', ${`/${slug}/`}) > 0`;
  await tx.delete(heldForm).where(or(isThere, authorId ? eq(heldForm.memberId, authorId) : undefined));
  await tx
    .update(apiAnswer)
    .set({ body: null })
    .where(and(gte(apiAnswer.createdAt, from), isNotNull(apiAnswer.body)));
}
