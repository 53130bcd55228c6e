import { eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { editingOf } from "@/lib/pages";
import { sameJson } from "@/lib/text/canonical";
import { type LoadedTopic, loadTopic, topicFact } from "../access";
import { findOpenCategory } from "../categories/access";
import { topicKinds } from "../message-kind";
import { type ChangeTopic, titleSlug } from "../model";

const load = async (ctx: Ctx, slug: string): Promise<LoadedTopic> => {
  const loaded = await loadTopic(ctx, slug);
  ctx.authorize("topic.edit", loaded.facts);
  return loaded;
};

/** Saves the first message as a revision. Every change is published, and its history shows it. */
const { saveTyped } = editingOf<LoadedTopic>({ kinds: topicKinds, load });

/**
 * Changes a topic's details and its first message, together or not at all. Its readable address follows the title.
 * Moderators can move it to another category. Throws as `saveTyped`.
 */
export async function changeTopic(
  ctx: Ctx,
  input: ChangeTopic,
): Promise<{ number: number; slug: string; isShown: boolean }> {
  const loaded = await load(ctx, input.slug);
  const categoryId = await categoryOf(ctx, loaded, input.category);
  const slug = titleSlug(input.title);
  const before = await detailsOf(ctx, loaded.id);
  const { title, language, isQuestion, topics, countries, articles } = input;
  const after = { title, slug, categoryId, language, isQuestion, topics, countries, articles };
  const isChanged = !sameJson(before, after);
  if (isChanged) {
    // A topic that asks no question any more has no answer.
    const answer = isQuestion ? {} : { answerId: null };
    await ctx.tx
      .update(topic)
      .set({ ...after, ...answer, updatedAt: ctx.now })
      .where(eq(topic.pageId, loaded.id));
    const now = { ...loaded, category: input.category };
    const fromCountries = before?.countries ?? [];
    await ctx.record("topic.changed", { ...topicFact(now), from: loaded.category, fromCountries });
  }
  const { text, base, clientToken } = input;
  await saveTyped(ctx, {
    slug: loaded.slug,
    base,
    clientToken,
    summary: input.summary ?? title,
    ...(text === undefined ? {} : { text }),
  });
  return { number: loaded.number, slug, isShown: loaded.state === "shown" };
}

/** Finds the category that the form names. Only moderators move a topic, and to where they may open one. */
async function categoryOf(ctx: Ctx, loaded: LoadedTopic, slug: string): Promise<string> {
  if (slug === loaded.category) return loaded.categoryId;
  ctx.authorize("topic.moderate");
  return (await findOpenCategory(ctx, slug)).id;
}

async function detailsOf({ tx }: Ctx, pageId: string) {
  const [row] = await tx
    .select({
      title: topic.title,
      slug: topic.slug,
      categoryId: topic.categoryId,
      language: topic.language,
      isQuestion: topic.isQuestion,
      topics: topic.topics,
      countries: topic.countries,
      articles: topic.articles,
    })
    .from(topic)
    .where(eq(topic.pageId, pageId));
  return row;
}
