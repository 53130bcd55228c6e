import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { directMessage } from "@/db/schema/messages";
import { cutPage } from "@/lib/core/paging";
import type { Content } from "@/lib/text/nodes";
import { MESSAGES_SHOWN, type MessagePart, type PartQuery } from "../model";

/** Lists part of a conversation. Callers check who may read it. */
export async function listMessages(
  on: Queryable,
  conversationId: string,
  { before, after }: PartQuery,
): Promise<MessagePart> {
  const isForward = after !== undefined && before === undefined;
  const place =
    before !== undefined
      ? lt(directMessage.number, before)
      : after !== undefined
        ? gt(directMessage.number, after)
        : undefined;
  const rows = await on
    .select({
      id: directMessage.id,
      number: directMessage.number,
      memberId: directMessage.memberId,
      isRequest: directMessage.isRequest,
      text: directMessage.text,
      content: directMessage.content,
      createdAt: directMessage.createdAt,
      deletedAt: directMessage.deletedAt,
    })
    .from(directMessage)
    .where(and(eq(directMessage.conversationId, conversationId), place))
    .orderBy(isForward ? asc(directMessage.number) : desc(directMessage.number))
    .limit(MESSAGES_SHOWN + 1);
  const page = cutPage(rows, ({ number }) => String(number), {
    size: MESSAGES_SHOWN,
    cursor: isForward ? String(after) : undefined,
    backwards: !isForward,
  });
  return {
    messages: page.rows.map(({ deletedAt, text, content, ...line }) => ({
      ...line,
      text: deletedAt ? null : text,
      content: content as Content | null,
    })),
    earlier: page.previous === null ? null : Number(page.previous),
    // Without a place this is the newest part.
    later: page.next === null || place === undefined ? null : Number(page.next),
  };
}
