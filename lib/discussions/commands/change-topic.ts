import { eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { passFilters, readWritten } from "@/lib/filters";
import { editingOf } from "@/lib/pages";
import { sameJson } from "@/lib/text/canonical";
import { isVisible, type LoadedTopic, loadTopic, requireInUse, topicFact } from "../access";
import { type AddressedTopic, areaOf, KIND_IN, type TopicArea } from "../areas/model";
import { findOpenCategory } from "../categories/access";
import { topicKinds } from "../message-kind";
import { type ChangeTopic, titleSlug } from "../model";
import { writeNote } from "../notes";

/** Creates the command for changing a topic of an area. */
export function changingIn(area: TopicArea) {
  const load = async (ctx: Ctx, slug: string): Promise<LoadedTopic> => {
    const loaded = await loadTopic(ctx, area, slug);
    ctx.authorize("topic.edit", loaded.facts);
    return loaded;
  };
  // Every change of the first message is published as a revision, and its history shows it.
  const { saveTyped } = editingOf<LoadedTopic>({
    kinds: topicKinds,
    load,
    ifHeld: (_ctx, page) => ifHeld(page),
  });
  return async (ctx: Ctx, input: ChangeTopic) =>
    changeTopic(ctx, await load(ctx, input.slug), input, saveTyped);
}

/** What a filter that holds does: a shown topic would disappear with what others answered, so a change of it is refused. */
const ifHeld = (loaded: LoadedTopic) => (loaded.state === "held" ? "reviewed" : "refused");

/**
 * Changes a topic's details and its first message, together or not at all. Its readable address follows the title.
 * Moderators can move it to another category. Throws as `saveTyped`.
 */
async function changeTopic(
  ctx: Ctx,
  loaded: LoadedTopic,
  input: ChangeTopic,
  saveTyped: ReturnType<typeof editingOf<LoadedTopic>>["saveTyped"],
): Promise<AddressedTopic & { isShown: boolean }> {
  requireInUse(loaded);
  const categoryId = await categoryOf(ctx, loaded, input.category);
  const slug = titleSlug(input.title);
  const before = await detailsOf(ctx, loaded.id);
  const { title, language, isQuestion, topics, countries, articles } = input;
  const after = { title, slug, categoryId, language, isQuestion, topics, countries, articles };
  const isChanged = !sameJson(before, after);
  if (isChanged) {
    await passFilters(ctx, {
      place: KIND_IN[areaOf(loaded)],
      pageId: loaded.id,
      read: () => readWritten(null, title),
      before: () => readWritten(null, loaded.title),
      ifHeld: ifHeld(loaded),
    });
    // A topic that asks no question any more has no answer.
    const answer = isQuestion ? {} : { answerId: null };
    await ctx.tx
      .update(topic)
      .set({ ...after, ...answer, updatedAt: ctx.now })
      .where(eq(topic.pageId, loaded.id));
    await noteChange(ctx, loaded, { title, categoryId });
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
  return { number: loaded.number, slug, isInRoom: loaded.isInRoom, isShown: isVisible(loaded) };
}

/** Tells the readers of a topic that its title changed, or its category. */
async function noteChange(
  ctx: Ctx,
  loaded: LoadedTopic,
  { title, categoryId }: { title: string; categoryId: string },
): Promise<void> {
  if (!isVisible(loaded)) return;
  if (title !== loaded.title)
    await writeNote(ctx, loaded, "renamed", { titles: { from: loaded.title, to: title } });
  if (categoryId !== loaded.categoryId) await writeNote(ctx, loaded, "moved", { categoryId });
}

/**
 * Finds the category that the form names. Only moderators move a topic, and to where they may open one. It stays in its
 * area: what was written in a restricted room must not be shown to all, and its address would change.
 */
async function categoryOf(ctx: Ctx, loaded: LoadedTopic, slug: string): Promise<string> {
  if (slug === loaded.category) return loaded.categoryId;
  ctx.authorize("topic.moderate");
  return (await findOpenCategory(ctx, areaOf(loaded), slug)).id;
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
