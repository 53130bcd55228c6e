import { and, eq, isNull } from "drizzle-orm";
import { type TopicState, topic } from "@/db/schema/discussions";
import { findNumbered, moveComments, recount } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { watchAlso } from "@/lib/notices";
import { fromTextarea } from "@/lib/text/markdown-lite";
import {
  isVisible,
  type LoadedTopic,
  loadBoth,
  loadTopic,
  requireInUse,
  topicFact,
  visibleIn,
} from "../access";
import { type AddressedTopic, areaOf, KIND_IN, type TopicArea } from "../areas/model";
import type { JoinTopic, SplitTopic } from "../care/model";
import { findOpenCategory } from "../categories/access";
import { followImported } from "../imports/moved";
import { writeNote } from "../notes";
import { PAGES_IN } from "../page-kind";
import { carryReading } from "../reading/carry";
import { beginTopic } from "./begin-topic";

/** Where replies are now: the topic, and the number of the first of them. */
export interface MovedTo extends AddressedTopic {
  first: number;
}

/** Throws unless a topic's readers see it. */
export function requireVisible(loaded: { state: TopicState }): void {
  if (loaded.state === "merged") throw new DomainError("conflict", "merged_already");
  if (!isVisible(loaded)) throw new DomainError("conflict", "topic_state");
}

/**
 * Throws unless replies may go from one topic to the other: what was written for the readers of a room stays in that
 * room. (Topics of the two areas never meet: each area finds its own only.)
 */
export function requireSameReaders(from: LoadedTopic, to: LoadedTopic): void {
  if (from.id === to.id) throw invalidFields({ into: ["same_topic"] });
  if (from.isInRoom && from.categoryId !== to.categoryId) throw invalidFields({ into: ["other_room"] });
}

/** Loads the topic from which messages go and the one to which they go. Throws `invalid` for one that is not there. */
export async function loadPair(
  ctx: Ctx,
  area: TopicArea,
  { slug, into }: { slug: string; into: string },
): Promise<[LoadedTopic, LoadedTopic]> {
  const [from, to] = await loadBoth(ctx, area, slug, into);
  ctx.authorize("topic.moderate");
  requireSameReaders(from, to);
  requireVisible(from);
  requireVisible(to);
  requireInUse(to);
  return [from, to];
}

/**
 * Moves replies, and what follows from it in both topics: counts, the accepted answer, who watches, what was read. Both
 * rows are locked. Returns how many, and the first number.
 */
export async function carryOver(
  ctx: Ctx,
  from: LoadedTopic,
  to: LoadedTopic,
  { ids, isNew }: { ids: readonly string[] | "all"; isNew: boolean },
): Promise<{ moved: number; first: number }> {
  const of = PAGES_IN[areaOf(from)];
  const done = await moveComments(ctx, of, { from: from.id, to: to.id, slug: to.slug }, ids);
  for (const { id } of [from, to]) await recount(ctx, of.comments, { id });
  // An answer that moves stays the answer, where a question has none yet; `recount` took it from the other topic.
  if (from.answerId !== null && to.isQuestion && to.answerId === null)
    await carryAnswer(ctx, from.answerId, to);
  await watchAlso(ctx, { kind: KIND_IN[areaOf(from)], from: from.id, to: to.id, evenMuted: isNew });
  await followImported(ctx, { from: from.id, to: to.id });
  await carryReading(ctx, { from: from.id, to: to.id, isWhole: isNew || ids === "all" });
  return done;
}

async function carryAnswer(ctx: Ctx, answerId: string, to: LoadedTopic): Promise<void> {
  await ctx.tx
    .update(topic)
    .set({ answerId })
    .where(and(eq(topic.pageId, to.id), isNull(topic.answerId)));
  // Takes it away again if it is not among the moved replies.
  await recount(ctx, PAGES_IN[areaOf(to)].comments, { id: to.id });
}

/** Creates moderators' commands that move replies from a topic of an area to another. */
export const splittingIn = (area: TopicArea) => ({
  /**
   * Makes a new topic of some replies, with a first message by the moderator. Throws `conflict` / `replies_moved` if one
   * of them is not there any more.
   */
  async split(ctx: Ctx, input: SplitTopic): Promise<MovedTo> {
    const from = await loadTopic(ctx, area, input.slug);
    ctx.authorize("topic.moderate");
    requireVisible(from);
    const category = await findOpenCategory(ctx, area, input.category);
    if (from.isInRoom && category.id !== from.categoryId) throw invalidFields({ category: ["other_room"] });
    const ids = await findNumbered(ctx, from.id, chosenBy(input));
    const { topics, countries, articles } = await tagsOf(ctx, from.id);
    const begun = await beginTopic(ctx, {
      area,
      category,
      state: visibleIn(from),
      details: { ...input, language: from.language, topics, countries, articles, about: null },
      content: fromTextarea(input.text, { home: env().APP_URL, hasNotes: true }),
      clientToken: input.clientToken,
    });
    await copyAbout(ctx, from.id, begun.pageId);
    const to = await loadTopic(ctx, area, String(begun.number));
    const { moved, first } = await carryOver(ctx, from, to, { ids, isNew: true });
    await recordSplit(ctx, from, to, { replies: moved, isNew: true });
    return { number: begun.number, slug: begun.slug, isInRoom: from.isInRoom, first };
  },

  /** Moves some replies to a topic that exists, in a restricted room within the room. Throws as `split`. */
  async join(ctx: Ctx, input: JoinTopic): Promise<MovedTo> {
    const [from, to] = await loadPair(ctx, area, input);
    const ids = await findNumbered(ctx, from.id, chosenBy(input));
    const { moved, first } = await carryOver(ctx, from, to, { ids, isNew: false });
    await recordSplit(ctx, from, to, { replies: moved, isNew: false });
    return { number: to.number, slug: to.address, isInRoom: to.isInRoom, first };
  },
});

function chosenBy({ replies, numbers }: Pick<SplitTopic, "replies" | "numbers">) {
  const single = [...replies, ...numbers.flatMap(([from = 0, to]) => (to === undefined ? [from] : []))];
  const ranges = numbers.flatMap(([from = 0, to]) => (to === undefined ? [] : [[from, to] as const]));
  if (single.length + ranges.length === 0) throw invalidFields({ numbers: ["no_replies"] });
  return { single, ranges };
}

/** Says in both topics what was done, and records it. */
async function recordSplit(
  ctx: Ctx,
  from: LoadedTopic,
  to: LoadedTopic,
  done: { replies: number; isNew: boolean },
): Promise<void> {
  const { replies: amount } = done;
  await writeNote(ctx, from, "split", { amount, otherId: to.id });
  await writeNote(ctx, to, "joined", { amount, otherId: from.id });
  await ctx.record("topic.split", { ...topicFact(from), toId: to.id, toSlug: to.slug, ...done });
}

async function tagsOf({ tx }: Ctx, pageId: string) {
  const [row] = await tx
    .select({ topics: topic.topics, countries: topic.countries, articles: topic.articles })
    .from(topic)
    .where(eq(topic.pageId, pageId));
  if (!row) throw new Error("a topic went while it was split");
  return row;
}

/** The new topic is about the same place of the site. */
async function copyAbout({ tx }: Ctx, from: string, to: string): Promise<void> {
  const [about] = await tx
    .select({ aboutKind: topic.aboutKind, aboutKey: topic.aboutKey, aboutPageId: topic.aboutPageId })
    .from(topic)
    .where(eq(topic.pageId, from));
  if (about) await tx.update(topic).set(about).where(eq(topic.pageId, to));
}
