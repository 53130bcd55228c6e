import { and, eq, inArray, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { isReviewed } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { env } from "@/lib/env";
import { saveContent } from "@/lib/revisions";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { topicFact, visibleIn } from "../access";
import { type AddressedTopic, KIND_IN, type TopicArea } from "../areas/model";
import { findOpenCategory } from "../categories/access";
import { insertTopic } from "../insert-topic";
import { topicKinds } from "../message-kind";
import type { OpenTopic } from "../model";

/** Topics and replies of a new member that a moderator looks at first. */
const FIRST_TOPICS = 2;

export interface Opened extends AddressedTopic {
  isHeld: boolean;
}

/** Creates the command for opening a topic in an area. */
export const openingIn = (area: TopicArea) => (ctx: Ctx, input: OpenTopic) => openTopic(ctx, area, input);

/**
 * Opens a topic with its first message. The first topics of a new member wait for a moderator. The same token again
 * returns the same topic. Throws `invalid` for an unknown category, `forbidden` where the member may not open one.
 */
async function openTopic(ctx: Ctx, area: TopicArea, input: OpenTopic): Promise<Opened> {
  const author = ctx.actor?.id ?? "";
  const isInRoom = area === "rooms";
  const pageId = idFor(KIND_IN[area], author, input.clientToken);
  // The second of two equal submissions finds what the first created.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${pageId}, 0))`);
  const own = await findOpenCategory(ctx, area, input.category);
  const [begun] = await ctx.tx
    .select({ number: topic.number, slug: topic.slug, state: topic.state })
    .from(topic)
    .where(eq(topic.pageId, pageId));
  if (begun) {
    ctx.skipAudit("the same topic came again");
    return { number: begun.number, slug: begun.slug, isInRoom, isHeld: begun.state === "held" };
  }
  const isHeld = await isReviewed(ctx, FIRST_TOPICS - (await countOwn(ctx, author)));
  const { category: _, text, clientToken, ...details } = input;
  const { number, slug, section } = await insertTopic(ctx, {
    ...details,
    area,
    pageId,
    categoryId: own.id,
    state: isHeld ? "held" : visibleIn({ isInRoom }),
    createdBy: author,
    openedAt: ctx.now,
  });
  const content = fromTextarea(text, { home: env().APP_URL, hasNotes: true });
  const save = { base: null, content, summary: input.title, clientToken };
  await saveContent(ctx, section, topicKinds, save, true);
  await ctx.record("topic.opened", {
    ...topicFact({ id: pageId, slug: String(number), category: own.slug, isInRoom }),
    isHeld,
  });
  return { number, slug, isInRoom, isHeld };
}

async function countOwn({ tx }: Ctx, memberId: string): Promise<number> {
  return tx.$count(topic, and(eq(topic.createdBy, memberId), inArray(topic.state, ["shown", "inside"])));
}
