import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { revision, section } from "@/db/schema/revisions";
import { addFirstMessage, type FirstMessage } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { watchInstead } from "@/lib/notices";
import { contentOf, isTextHidden } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { Content } from "@/lib/text/nodes";
import { isTopic, type LoadedTopic, topicFact } from "../access";
import { areaOf, KIND_IN, type TopicArea } from "../areas/model";
import type { MergeTopic } from "../care/model";
import { messageKind } from "../message-kind";
import { writeNote } from "../notes";
import { PAGES_IN } from "../page-kind";
import { movePolls } from "../polls/store";
import { stopTimers } from "../timers";
import { carryOver, loadPair, type MovedTo } from "./move-replies";

/** Creates the command that moves a whole topic of an area into another. */
export const mergingIn = (area: TopicArea) => ({
  /**
   * Moves all messages of a topic to another, its first message as the first of these replies, by its author and with
   * its earlier texts. The topic is no more; its address says where each message is.
   */
  async merge(ctx: Ctx, input: MergeTopic): Promise<MovedTo> {
    if (can(ctx.actor, "topic.moderate")) await lockAllOf(ctx, area, input);
    const [from, to] = await loadPair(ctx, area, input);
    const way = { from: from.id, to: to.id };
    await addFirstMessage(ctx, [PAGES_IN[area]], way, await readFirstMessage(ctx, from));
    const { moved, first } = await carryOver(ctx, from, to, { ids: "all", isNew: false });
    await ctx.tx
      .update(topic)
      .set({ state: "merged", mergedIntoId: to.id, isPinned: false, answerId: null })
      .where(eq(topic.pageId, from.id));
    // What was merged into this one before leads to where its messages are.
    await ctx.tx.update(topic).set({ mergedIntoId: to.id }).where(eq(topic.mergedIntoId, from.id));
    await stopTimers(ctx, from.id);
    await movePolls(ctx, way);
    await watchInstead(ctx, { kind: KIND_IN[areaOf(from)], ...way });
    await writeNote(ctx, to, "merged", { amount: moved + 1, otherId: from.id });
    await ctx.record("topic.merged", {
      ...topicFact(from),
      toId: to.id,
      toSlug: to.slug,
      replies: moved,
    });
    return { number: to.number, slug: to.address, isInRoom: to.isInRoom, first };
  },
});

/**
 * Locks both topics and those that were merged into the first before, whose rows change as well: in the order in which all
 * commands lock topics, so that two of them never wait for each other. One merge at a time, as only another one could
 * add to these rows meanwhile.
 */
async function lockAllOf({ tx }: Ctx, area: TopicArea, { slug, into }: MergeTopic): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('topic-merge'))`);
  const first = tx.select({ id: topic.pageId }).from(topic).where(isTopic(area, slug));
  await tx
    .select({ id: topic.pageId })
    .from(topic)
    .where(or(isTopic(area, slug), isTopic(area, into), inArray(topic.mergedIntoId, first)))
    .orderBy(asc(topic.number), asc(topic.pageId))
    .for("no key update");
}

/** Reads a topic's first message with its earlier texts that readers could read. */
async function readFirstMessage({ tx }: Ctx, from: LoadedTopic): Promise<FirstMessage> {
  const rows = await tx
    .select({
      id: revision.id,
      content: revision.content,
      at: revision.createdAt,
      isHidden: isTextHidden(),
      isCurrent: sql<boolean>`${revision.id} = ${section.currentRevisionId}`,
      openedAt: topic.createdAt,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(topic, eq(topic.sectionId, section.id))
    .where(and(eq(topic.pageId, from.id), eq(revision.state, "published")))
    .orderBy(asc(revision.number));
  const current = rows.find(({ isCurrent }) => isCurrent);
  if (!current) throw new Error("a topic has no first message");
  const textOf = (content: unknown) => contentOf(messageKind as SectionKind<unknown>, { content }) as Content;
  return {
    authorId: from.createdBy,
    content: textOf(current.content),
    createdAt: current.openedAt,
    editedAt: rows[0] === current ? null : current.at,
    versions: rows
      .slice(0, rows.indexOf(current))
      .map((row, n) => ({ ...row, until: rows[n + 1]?.at ?? current.at }))
      .filter(({ isHidden }) => !isHidden)
      .map(({ content, until }) => ({ content: textOf(content), until })),
  };
}
