import { and, eq, type SQL, sql } from "drizzle-orm";
import { category, type TopicState, topic } from "@/db/schema/discussions";
import { page, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can, type TopicFacts } from "@/lib/core/policy";
import { SECTION_ROW, type SectionRow } from "@/lib/revisions";
import type { TopicArea } from "./areas/model";
import { mergedInto, numberOf } from "./merged";
import { roomColumns, roomOf } from "./rooms/access";

/** A topic, as its commands need it. */
export interface LoadedTopic {
  id: string;
  /** The slug of its page: its number. */
  slug: string;
  number: number;
  /** The readable part of its address. */
  address: string;
  isInRoom: boolean;
  title: string;
  state: TopicState;
  language: string;
  isQuestion: boolean;
  isClosed: boolean;
  isPinned: boolean;
  archivedAt: Date | null;
  slowMinutes: number | null;
  mergedIntoId: string | null;
  /** As the engine of comments calls a closed topic. */
  isCommentsLocked: boolean;
  answerId: string | null;
  categoryId: string;
  category: string;
  createdBy: string;
  section: SectionRow;
  facts: TopicFacts;
}

const COLUMNS = {
  id: topic.pageId,
  slug: page.slug,
  number: topic.number,
  address: topic.slug,
  isInRoom: topic.isInRoom,
  title: topic.title,
  state: topic.state,
  language: topic.language,
  isQuestion: topic.isQuestion,
  isClosed: topic.isClosed,
  isPinned: topic.isPinned,
  archivedAt: topic.archivedAt,
  slowMinutes: topic.slowMinutes,
  mergedIntoId: topic.mergedIntoId,
  answerId: topic.answerId,
  categoryId: topic.categoryId,
  category: category.slug,
  repliers: category.repliers,
  categoryClosedAt: category.closedAt,
  createdBy: topic.createdBy,
  section: SECTION_ROW,
} as const;

/**
 * Loads a topic for a change and locks its row. Throws `unauthenticated` to a visitor, and `not_found` to those who may
 * not read it.
 */
export const loadTopic = (ctx: Ctx, area: TopicArea, slug: string): Promise<LoadedTopic> =>
  loadWhere(ctx, isTopic(area, slug));

async function loadWhere(ctx: Ctx, which: SQL | undefined): Promise<LoadedTopic> {
  if (ctx.actor === null) throw new DomainError("unauthenticated", "sign_in");
  const loaded = await lockTopic(ctx, which);
  if (!loaded || !can(ctx.actor, "topic.read", loaded.facts)) throw new DomainError("not_found", "topic");
  return loaded;
}

/** The same for the topic that has the messages of this one: itself, or the one that it was merged into. */
export const loadMessages = (ctx: Ctx, area: TopicArea, slug: string): Promise<LoadedTopic> =>
  loadWhere(
    ctx,
    and(inArea(area), sql`${topic.number} = coalesce(${mergedInto(area, slug)}, ${numberOf(slug)})`),
  );

/** Loads a topic by its id and locks its row, for what the site does by itself. Null if there is none. */
export const loadForSite = (ctx: Ctx, id: string): Promise<LoadedTopic | null> =>
  lockTopic(ctx, eq(topic.pageId, id));

async function lockTopic(ctx: Ctx, which: SQL | undefined): Promise<LoadedTopic | null> {
  const [row] = await ctx.tx
    .select({ ...COLUMNS, room: roomColumns(ctx.actor) })
    .from(topic)
    .innerJoin(page, eq(page.id, topic.pageId))
    .innerJoin(section, eq(section.id, topic.sectionId))
    .innerJoin(category, eq(category.id, topic.categoryId))
    .where(which)
    .for("no key update", { of: topic });
  if (!row) return null;
  const { repliers, categoryClosedAt, room, ...found } = row;
  const isOver = found.archivedAt !== null || found.state === "merged";
  const facts = {
    authorId: found.createdBy,
    state: found.state,
    isClosed: found.isClosed || categoryClosedAt !== null || isOver,
    repliers,
    room: roomOf(room),
  };
  return { ...found, isCommentsLocked: facts.isClosed, facts };
}

/**
 * Loads two topics of an area and locks their rows, always in the same order, so that two moderators at once do not wait
 * for each other. Throws as `loadTopic`.
 */
export async function loadBoth(
  ctx: Ctx,
  area: TopicArea,
  first: string,
  second: string,
): Promise<[LoadedTopic, LoadedTopic]> {
  if (Number(first) <= Number(second)) {
    const loaded = await loadTopic(ctx, area, first);
    return [loaded, await loadTopic(ctx, area, second)];
  }
  const loaded = await loadTopic(ctx, area, second);
  return [await loadTopic(ctx, area, first), loaded];
}

/** Throws if nobody writes in a topic any more: its messages are elsewhere, or it is archived. */
export function requireInUse({ state, archivedAt }: Pick<LoadedTopic, "state" | "archivedAt">): void {
  if (state === "merged") throw new DomainError("conflict", "merged_already");
  if (archivedAt !== null) throw new DomainError("conflict", "topic_archived");
}

/** SQL: the topic with a number in an area. */
export const isTopic = (area: TopicArea, slug: string) => and(inArea(area), eq(topic.number, numberOf(slug)));

const inArea = (area: TopicArea) => eq(topic.isInRoom, area === "rooms");

/** The state of a topic that its readers see: everybody, or those of its room. */
export const visibleIn = ({ isInRoom }: { isInRoom: boolean }) => (isInRoom ? "inside" : "shown");

/** Whether the readers of a topic see it. */
export const isVisible = ({ state }: { state: TopicState }): boolean =>
  state === "shown" || state === "inside";

type Named = Pick<LoadedTopic, "id" | "slug" | "category" | "isInRoom">;

/** Details of every fact about a topic. */
export const topicFact = ({ id, slug, category, isInRoom }: Named) => ({
  pageId: id,
  slug,
  category,
  isInRoom,
});
