import { eq, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import { COMMENT_EVENT } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { CHANGE, notify, type WatchedPages, watchAs } from "@/lib/notices";
import { KIND_IN, ROOM_KIND, TOPIC_KIND } from "./areas/model";
import { mayMemberRead, mayReadRoomOf } from "./rooms/access";

interface TopicFact {
  pageId: string;
  isInRoom: boolean;
}

/** Events of public topics that notify their watchers. */
export const WATCHED_TOPICS: WatchedPages = {
  kind: TOPIC_KIND,
  pages: () => sql`select t.page_id, t.number::text as slug, t.title from topic t where t.state = 'shown'`,
  state: sql`select case when t.state in ('shown', 'inside') then 'published' else 'draft' end from topic t
    where t.page_id = e.page_id`,
  isOwn: subselect`exists (select 1 from topic t where t.page_id = w.page_id and t.created_by = w.member_id)`,
  events: [CHANGE, COMMENT_EVENT],
};

/** Events of topics in restricted rooms, for those who may read the room. */
export const WATCHED_ROOM_TOPICS: WatchedPages = {
  ...WATCHED_TOPICS,
  kind: ROOM_KIND,
  pages: (reader) => sql`select t.page_id, t.number::text as slug, t.title from topic t
    where t.state = 'inside' and ${mayReadRoomOf(reader, sql`t.category_id`)}`,
  isOpenTo: (
    memberId,
    pageId,
  ) => subselect`exists (select 1 from topic t join category c on c.id = t.category_id
    where t.page_id = ${pageId} and ${mayMemberRead(memberId, sql`c`)})`,
};

async function findAuthor({ tx }: Ctx, pageId: string): Promise<string[]> {
  const rows = await tx.select({ id: topic.createdBy }).from(topic).where(eq(topic.pageId, pageId));
  return rows.map(({ id }) => id);
}

/** Adds a topic to its author's watchlist once others see it. */
export async function watchOwnTopic(ctx: Ctx, { pageId, isInRoom }: TopicFact): Promise<void> {
  const kind = KIND_IN[isInRoom ? "rooms" : "discussions"];
  await watchAs(ctx, { kind, pageId }, await findAuthor(ctx, pageId));
}

/** Notifies a topic's author that a moderator has shown or hidden it, with the reason. What flags did has a notice of its own. */
export async function notifyTopicAuthor(
  ctx: Ctx,
  { pageId, caseId }: { pageId: string; caseId?: string },
): Promise<void> {
  if (caseId) return;
  const memberIds = await findAuthor(ctx, pageId);
  await notify(ctx, { memberIds, category: "decision", kind: "topic-decided", key: pageId, pageId });
}
