import type { TopicState } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { saveContent } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { topicFact } from "../access";
import type { TopicArea } from "../areas/model";
import { insertTopic } from "../insert-topic";
import { topicKinds } from "../message-kind";

interface Begin {
  area: TopicArea;
  pageId?: string;
  category: { id: string; slug: string };
  state: TopicState;
  details: Pick<
    Parameters<typeof insertTopic>[1],
    "title" | "language" | "isQuestion" | "topics" | "countries" | "articles" | "about"
  >;
  content: Content;
  clientToken: string;
}

/** Inserts a topic of the member with its first message, and records that it was opened. */
export async function beginTopic(
  ctx: Ctx,
  { area, pageId: given, category, state, details, content, clientToken }: Begin,
): Promise<{ pageId: string; number: number; slug: string }> {
  const { title } = details;
  const { pageId, number, slug, section } = await insertTopic(ctx, {
    title,
    language: details.language,
    isQuestion: details.isQuestion,
    topics: details.topics,
    countries: details.countries,
    articles: details.articles,
    about: details.about,
    area,
    state,
    ...(given === undefined ? {} : { pageId: given }),
    categoryId: category.id,
    createdBy: ctx.actor?.id ?? "",
    openedAt: ctx.now,
  });
  // Who opens a topic asks the filters about all of it.
  const save = { base: null, content, summary: title, clientToken, ifHeld: "passed" } as const;
  await saveContent(ctx, section, topicKinds, save, true);
  await ctx.record("topic.opened", {
    ...topicFact({ id: pageId, slug: String(number), category: category.slug, isInRoom: area === "rooms" }),
    isHeld: state === "held",
  });
  return { pageId, number, slug };
}
