import { and, eq, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { isReviewed } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { idFor } from "@/lib/core/id";
import { env } from "@/lib/env";
import { findSectionRow, makePage, saveContent } from "@/lib/revisions";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { findTarget } from "@/lib/watching";
import { readPlace } from "@/lib/watching/model";
import { topicFact } from "../access";
import { findOpenCategory } from "../categories/access";
import { topicKinds } from "../message-kind";
import { MESSAGE, type OpenTopic, TOPIC_KIND, titleSlug } from "../model";
import { nextTopicNumber } from "../topic-number";

/** Topics and replies of a new member that a moderator looks at first. */
const FIRST_TOPICS = 2;

export interface Opened {
  number: number;
  slug: string;
  isHeld: boolean;
}

/**
 * Opens a topic with its first message. The first topics of a new member wait for a moderator. The same token again
 * returns the same topic. Throws `invalid` for an unknown category, `forbidden` where the member may not open one.
 */
export async function openTopic(ctx: Ctx, input: OpenTopic): Promise<Opened> {
  const author = ctx.actor?.id ?? "";
  const pageId = idFor(TOPIC_KIND, author, input.clientToken);
  // The second of two equal submissions finds what the first created.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${pageId}, 0))`);
  const own = await findOpenCategory(ctx, input.category);
  const [begun] = await ctx.tx
    .select({ number: topic.number, slug: topic.slug, state: topic.state })
    .from(topic)
    .where(eq(topic.pageId, pageId));
  if (begun) {
    ctx.skipAudit("the same topic came again");
    return { number: begun.number, slug: begun.slug, isHeld: begun.state === "held" };
  }
  const about = await findAbout(ctx, input.about);
  const isHeld = await isReviewed(ctx, FIRST_TOPICS - (await countOwn(ctx, author)));
  const number = await nextTopicNumber(ctx);
  const slug = titleSlug(input.title);
  const { sectionId } = await makePage(ctx, { pageId, kind: TOPIC_KIND, slug: String(number), key: MESSAGE });
  await ctx.tx.insert(topic).values({
    pageId,
    sectionId,
    number,
    slug,
    categoryId: own.id,
    state: isHeld ? "held" : "shown",
    title: input.title,
    language: input.language,
    isQuestion: input.isQuestion,
    topics: input.topics,
    countries: input.countries,
    articles: input.articles,
    aboutKind: about?.kind ?? null,
    aboutKey: about?.key ?? null,
    aboutPageId: about?.pageId ?? null,
    createdBy: author,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    activeAt: ctx.now,
  });
  await saveFirst(ctx, String(number), input);
  await ctx.record("topic.opened", {
    ...topicFact({ id: pageId, slug: String(number), category: own.slug }),
    isHeld,
  });
  return { number, slug, isHeld };
}

/** Finds what a topic is about; a place that is not there any more is left out, and the topic is opened all the same. */
async function findAbout({ tx }: Ctx, about: string | null) {
  const place = about === null ? null : readPlace(about);
  return place && (await findTarget(place, tx));
}

async function saveFirst(ctx: Ctx, slug: string, input: OpenTopic): Promise<void> {
  const own = await findSectionRow(ctx.tx, { pageKind: TOPIC_KIND, slug, key: MESSAGE });
  if (!own) throw new DomainError("not_found", "topic");
  const content = fromTextarea(input.text, { home: env().APP_URL, hasNotes: true });
  const save = { base: null, content, summary: input.title, clientToken: input.clientToken };
  await saveContent(ctx, own, topicKinds, save, true);
}

async function countOwn({ tx }: Ctx, memberId: string): Promise<number> {
  return tx.$count(topic, and(eq(topic.createdBy, memberId), eq(topic.state, "shown")));
}
