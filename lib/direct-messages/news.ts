import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { member } from "@/db/schema/accounts";
import {
  conversation,
  conversationAccess,
  conversationSide,
  directMessage,
  messageReport,
} from "@/db/schema/messages";
import { subselect } from "@/db/subselect";
import { authorOf, type Describe, type NewsKinds, newsOf } from "@/lib/notices";
import { conversationPath } from "./model";
import { CONVERSATION_NEWS_KIND, OPENED_NEWS_KIND, REPORT_NEWS_KIND } from "./notices";

const other = alias(member, "other");
const OTHER = { handle: other.handle, display_name: other.displayName, author_state: other.state };

/** SQL: whether the other member is one whom the reader blocked. */
const isBlocked = (readerId: string) => subselect<boolean>`exists (select 1 from member_block b
  where b.member_id = ${readerId}::uuid and b.blocked_id = ${other.id})`;

/**
 * Messages that the reader has not read, without their text: mails are not encrypted. Null once they were read or
 * deleted, or their sender was blocked.
 */
const describeUnread: Describe = async (reader, row, on) => {
  const [found] = await on
    .select({ ...OTHER, isRequest: sql<boolean>`${conversation.state} <> 'accepted'` })
    .from(directMessage)
    .innerJoin(conversation, eq(conversation.id, directMessage.conversationId))
    .innerJoin(
      conversationSide,
      and(eq(conversationSide.conversationId, conversation.id), eq(conversationSide.memberId, reader.id)),
    )
    .innerJoin(other, eq(other.id, directMessage.memberId))
    .where(
      and(
        eq(directMessage.conversationId, row.key),
        ne(directMessage.memberId, reader.id),
        isNull(directMessage.deletedAt),
        sql`${directMessage.number} > ${conversationSide.readNumber}`,
        eq(other.state, "active"),
        sql`not ${isBlocked(reader.id)}`,
      ),
    )
    .limit(1);
  if (!found) return null;
  const news = newsOf({
    news: found.isRequest ? "message.request" : "message.unread",
    title: (t) => t("messages.list.title"),
    path: conversationPath(row.key),
    by: authorOf(found),
  });
  return { ...news, saysAll: true };
};

/** An administrator opened a conversation of the reader, with the reason. */
const describeOpened: Describe = async (reader, row, on) => {
  const [found] = await on
    .select({ conversationId: conversation.id, reason: conversationAccess.reason, ...OTHER })
    .from(conversationAccess)
    .innerJoin(conversation, eq(conversation.id, conversationAccess.conversationId))
    .innerJoin(
      other,
      and(
        or(eq(other.id, conversation.firstId), eq(other.id, conversation.secondId)),
        ne(other.id, reader.id),
      ),
    )
    .where(
      and(
        eq(conversationAccess.id, row.key),
        or(eq(conversation.firstId, reader.id), eq(conversation.secondId, reader.id)),
      ),
    );
  if (!found) return null;
  return newsOf({
    news: "message.opened",
    title: (t) => t("messages.list.title"),
    path: conversationPath(found.conversationId),
    by: authorOf(found),
    reason: found.reason,
  });
};

/** Outcome of the reader's report of a message, which is not repeated. */
const describeDecided: Describe = async (reader, row, on) => {
  const [found] = await on
    .select({ state: messageReport.state, conversationId: directMessage.conversationId })
    .from(messageReport)
    .innerJoin(directMessage, eq(directMessage.id, messageReport.messageId))
    .where(and(eq(messageReport.id, row.key), eq(messageReport.memberId, reader.id)));
  if (!found || found.state === "open") return null;
  return newsOf({
    news: `message.${found.state}`,
    title: (t) => t("messages.list.title"),
    path: conversationPath(found.conversationId),
  });
};

/** Personal notifications about messages. */
export const MESSAGE_NEWS: NewsKinds = {
  [CONVERSATION_NEWS_KIND]: describeUnread,
  [OPENED_NEWS_KIND]: describeOpened,
  [REPORT_NEWS_KIND]: describeDecided,
};
