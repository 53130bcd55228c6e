import { and, eq, isNull } from "drizzle-orm";
import { conversation, messageReport } from "@/db/schema/messages";
import { notice } from "@/db/schema/watching";
import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "@/lib/notices";

export const CONVERSATION_NEWS_KIND = "conversation";
export const OPENED_NEWS_KIND = "conversation.opened";
export const REPORT_NEWS_KIND = "message-report.decided";

/** Notifies the receiver of a message: once for each conversation until they have read it, also if it was mailed. */
export async function notifyReceiver(
  ctx: Ctx,
  { recipientId, conversationId }: Facts["message.sent"],
): Promise<void> {
  const [unread] = await ctx.tx
    .select({ id: notice.id })
    .from(notice)
    .where(
      and(
        eq(notice.kind, CONVERSATION_NEWS_KIND),
        eq(notice.key, conversationId),
        eq(notice.memberId, recipientId),
        isNull(notice.watchKind),
        isNull(notice.seenAt),
      ),
    )
    .limit(1);
  if (unread) return;
  await notify(ctx, {
    memberIds: [recipientId],
    category: "message",
    kind: CONVERSATION_NEWS_KIND,
    key: conversationId,
    pageId: null,
    anew: true,
  });
}

/** Notifies the one who reported a message of the decision. */
export async function notifyReporter(ctx: Ctx, { reportId }: Facts["message.decided"]): Promise<void> {
  const [row] = await ctx.tx
    .select({ memberId: messageReport.memberId })
    .from(messageReport)
    .where(eq(messageReport.id, reportId));
  const memberIds = row ? [row.memberId] : [];
  const kind = REPORT_NEWS_KIND;
  await notify(ctx, { memberIds, category: "decision", kind, key: reportId, pageId: null });
}

/**
 * Notifies both members that an administrator opened their conversation. The mail is sent by a job of its own, so that
 * no setting holds it back.
 */
export async function notifyOpened(
  ctx: Ctx,
  { conversationId, accessId }: Facts["conversation.opened"],
): Promise<void> {
  const [row] = await ctx.tx
    .select({ firstId: conversation.firstId, secondId: conversation.secondId })
    .from(conversation)
    .where(eq(conversation.id, conversationId));
  const memberIds = row ? [row.firstId, row.secondId] : [];
  await notify(ctx, {
    memberIds,
    category: "message",
    kind: OPENED_NEWS_KIND,
    key: accessId,
    pageId: null,
    isMailedApart: true,
  });
}
