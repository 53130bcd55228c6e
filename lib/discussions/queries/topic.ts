import { and, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { category, topic } from "@/db/schema/discussions";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can, type TopicFacts } from "@/lib/core/policy";
import { contentOf } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { Content } from "@/lib/text/nodes";
import { isTopic, isVisible } from "../access";
import type { TopicArea } from "../areas/model";
import { messageKind } from "../message-kind";
import { roomColumns, roomOf, shownTo } from "../rooms/access";
import { listTimers } from "../timers";
import { linesOf, selectLines } from "./lines";
import type { OwnTopic, TopicPage } from "./model";

const answer = alias(comment, "answer");

/** Finds a topic that everybody may read; null for any other. */
export const findTopicPage = (number: string, on: Queryable = db()): Promise<TopicPage | null> =>
  find(on, and(isTopic("discussions", number), shownTo("everyone")));

/** Finds a topic in a room that a member may read. Throws `not_found` for any other, whether it exists or not. */
export async function findRoomTopic(actor: Actor, number: string, on: Queryable = db()): Promise<TopicPage> {
  const found = await find(on, and(isTopic("rooms", number), shownTo(actor)));
  if (!found) throw new DomainError("not_found", "topic");
  return found;
}

async function find(on: Queryable, which: SQL | undefined): Promise<TopicPage | null> {
  const [[line], [more]] = await Promise.all([
    selectLines(on, which).then((rows) => linesOf(on, rows)),
    on
      .select({
        topics: topic.topics,
        countries: topic.countries,
        articles: topic.articles,
        slowMinutes: topic.slowMinutes,
        pageId: topic.pageId,
        aboutKind: topic.aboutKind,
        aboutKey: topic.aboutKey,
        category: category.slug,
        isCategoryClosed: category.closedAt,
        content: revision.content,
        revision: revision.number,
        changedAt: revision.createdAt,
        before: revision.parentId,
        answer: { id: answer.id, number: answer.number, state: answer.state },
      })
      .from(topic)
      .innerJoin(category, eq(category.id, topic.categoryId))
      .innerJoin(section, eq(section.id, topic.sectionId))
      .leftJoin(revision, eq(revision.id, section.currentRevisionId))
      .leftJoin(answer, eq(answer.id, topic.answerId))
      .where(which),
  ]);
  if (!line || !more) return null;
  const { content, isCategoryClosed, answer: accepted, changedAt, before, pageId, ...rest } = more;
  // A reply that was hidden or deleted since answers nothing.
  const isThere = accepted?.state === "shown" && accepted.number !== null;
  return {
    ...line,
    ...rest,
    isClosed: line.isClosed || line.isArchived || isCategoryClosed !== null,
    timers: await listTimers(pageId, on),
    isAnswered: isThere,
    answer: isThere ? { id: accepted.id, number: accepted.number ?? 0 } : null,
    content: contentOf(messageKind as SectionKind<unknown>, content === null ? null : { content }) as Content,
    revision: rest.revision ?? 0,
    changedAt: before === null ? null : changedAt,
  };
}

/**
 * Finds a topic for its author and moderators, in any state, with the facts that the policy needs. Throws `not_found`
 * to those who may not read it.
 */
export async function findOwnTopic(
  actor: Actor,
  area: TopicArea,
  number: string,
  on: Queryable = db(),
): Promise<OwnTopic> {
  const [row] = await on
    .select({
      state: topic.state,
      reason: topic.reason,
      authorId: topic.createdBy,
      isClosed: topic.isClosed,
      hasOldTitles: subselect<boolean>`exists (select 1 from topic_note n where n.page_id = ${topic.pageId}
        and n.titles is not null)`,
      archivedAt: topic.archivedAt,
      closedAt: category.closedAt,
      repliers: category.repliers,
      room: roomColumns(actor),
    })
    .from(topic)
    .innerJoin(category, eq(category.id, topic.categoryId))
    .where(isTopic(area, number));
  if (!row) throw new DomainError("not_found", "topic");
  const { state, authorId, repliers } = row;
  // Others learn at its address where its messages are, as long as they may read that topic.
  if (state === "merged" && authorId !== actor.id && !can(actor, "topic.moderate"))
    throw new DomainError("not_found", "topic");
  const facts: TopicFacts = {
    state,
    authorId,
    repliers,
    room: roomOf(row.room),
    isClosed: row.isClosed || row.archivedAt !== null || row.closedAt !== null,
  };
  const page = can(actor, "topic.read", facts) ? await find(on, isTopic(area, number)) : null;
  if (!page) throw new DomainError("not_found", "topic");
  return {
    page,
    state,
    isVisible: isVisible({ state }),
    reason: row.reason,
    isClosedItself: row.isClosed,
    hasOldTitles: row.hasOldTitles,
    facts,
  };
}
