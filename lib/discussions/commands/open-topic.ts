import { and, eq, inArray, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { topicTimer } from "@/db/schema/topic-care";
import { isNewcomer } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { idFor } from "@/lib/core/id";
import { momentIn } from "@/lib/core/zones";
import { env } from "@/lib/env";
import { passFilters, readWritten } from "@/lib/filters";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { isVisible, topicFact, visibleIn } from "../access";
import { MOST_AHEAD } from "../ahead";
import { type AddressedTopic, KIND_IN, type TopicArea } from "../areas/model";
import { findOpenCategory } from "../categories/access";
import type { OpenTopic } from "../model";
import { type NewPoll, pollOf } from "../polls/read-fields";
import { insertPoll } from "../polls/store";
import { beginTopic } from "./begin-topic";

/** Topics and replies of a new member that a moderator looks at first. */
const FIRST_TOPICS = 2;

export interface Opened extends AddressedTopic {
  isHeld: boolean;
}

/** Creates the command for opening a topic in an area. */
export const openingIn = (area: TopicArea) => (ctx: Ctx, input: OpenTopic) => openTopic(ctx, area, input);

/**
 * Opens a topic with its first message. The first topics of a new member wait for a moderator. The same token again
 * returns the same topic. What a filter holds waits as well. A moderator can choose when it appears. Throws `invalid` for an unknown category, `forbidden` where the member may not open one.
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
    return { number: begun.number, slug: begun.slug, isInRoom, isHeld: !isVisible(begun) };
  }
  const publishAt = publishTime(ctx, input);
  const poll = pollOf(input, ctx.now);
  const content = fromTextarea(input.text, { home: env().APP_URL, hasNotes: true });
  const passed = await passFilters(ctx, {
    place: KIND_IN[area],
    pageId,
    read: () => readWritten(content, input.title, poll?.question ?? "", ...(poll?.options ?? [])),
    ifHeld: "held",
  });
  const isHeld =
    passed.isHeld ||
    (await isNewcomer(ctx.tx, { actor: ctx.actor, first: FIRST_TOPICS - (await countOwn(ctx, author)) }));
  const { number, slug } = await beginTopic(ctx, {
    area,
    pageId,
    category: own,
    state: publishAt ? "planned" : isHeld ? "held" : visibleIn({ isInRoom }),
    details: input,
    content,
    clientToken: input.clientToken,
  });
  if (poll) await addFirstPoll(ctx, { id: pageId, slug: String(number), category: own.slug, isInRoom }, poll);
  if (publishAt) {
    const timer = { kind: "publish", at: publishAt, zone: input.publishZone } as const;
    await ctx.tx.insert(topicTimer).values({ ...timer, pageId });
  }
  return { number, slug, isInRoom, isHeld: isHeld || publishAt !== null };
}

/** Adds the poll with which a topic is opened. */
async function addFirstPoll(ctx: Ctx, at: Parameters<typeof topicFact>[0], made: NewPoll): Promise<void> {
  const pollId = await insertPoll(ctx, { pageId: at.id, token: "first", made });
  if (pollId !== null) await ctx.record("poll.added", { ...topicFact(at), pollId });
}

/** Returns when a moderator lets the topic appear; null: at once. Throws `forbidden` for others, `invalid` if it is over. */
function publishTime(ctx: Ctx, { publishDay, publishTime: time, publishZone: zone }: OpenTopic): Date | null {
  if (publishDay === null) return null;
  ctx.authorize("topic.moderate");
  const at = momentIn({ day: publishDay, time, zone });
  if (at <= ctx.now) throw invalidFields({ publishDay: ["past"] });
  if (at.getTime() > ctx.now.getTime() + MOST_AHEAD) throw invalidFields({ publishDay: ["far"] });
  return at;
}

async function countOwn({ tx }: Ctx, memberId: string): Promise<number> {
  return tx.$count(topic, and(eq(topic.createdBy, memberId), inArray(topic.state, ["shown", "inside"])));
}
