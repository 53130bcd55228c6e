import { and, eq, gte, isNotNull, or } from "drizzle-orm";
import { inboundMail } from "@/db/schema/inbound-mail";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Deletes the mails by which a member answered on a page since a text of theirs was written that is purged. Mails that wait
 * to be taken stay: they are no part of the page yet.
 */
export async function removeMails(
  { tx }: Ctx,
  { authorId, pageId, since }: { authorId: string | null; pageId: string; since: string },
): Promise<void> {
  if (authorId === null) return;
  const isTaken = or(isNotNull(inboundMail.refusal), isNotNull(inboundMail.leftOut));
  const isTheirs = and(eq(inboundMail.memberId, authorId), eq(inboundMail.pageId, pageId));
  await tx.delete(inboundMail).where(and(isTheirs, isTaken, gte(inboundMail.receivedAt, new Date(since))));
}
