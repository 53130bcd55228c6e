import { eq, inArray, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { post, postAlias, postAuthor, series } from "@/db/schema/blog";
import { page, revision, section } from "@/db/schema/revisions";
import { bodyKind } from "@/lib/blog/body";
import { BODY, POST_KIND, readingMinutes, slugOf } from "@/lib/blog/model";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { describeContent } from "@/lib/revisions";
import { contentText } from "@/lib/text/plain";
import { countWords } from "@/lib/text/words";
import { ensureEditors } from "./editors";
import type { SeedPost } from "./posts";

const SUMMARY = "Starting data, with its sources";

/**
 * Inserts missing posts, published at their own dates; skips a slug that any post has or had. Returns their
 * ids.
 */
export async function importPosts(ctx: Ctx, posts: readonly SeedPost[]): Promise<string[]> {
  const missing = await listMissing(ctx.tx, posts);
  if (missing.length === 0) return [];
  const editors = await ensureEditors(ctx);
  const ids = new Map<string, string>();
  for (const one of missing) ids.set(one.slug, await importPost(ctx, one, editors));
  for (const one of missing) if (one.translates) await linkTranslation(ctx.tx, one.slug, one.translates);
  return [...ids.values()];
}

/** Lists the posts whose slug no post has or had. */
export async function listMissing(tx: Tx, posts: readonly SeedPost[]): Promise<SeedPost[]> {
  const slugs = posts.map(({ slug }) => slug);
  const [taken, moved] = await Promise.all([
    tx.select({ slug: post.slug }).from(post).where(inArray(post.slug, slugs)),
    tx.select({ slug: postAlias.slug }).from(postAlias).where(inArray(postAlias.slug, slugs)),
  ]);
  const there = new Set([...taken, ...moved].map(({ slug }) => slug));
  return posts.filter(({ slug }) => !there.has(slug));
}

async function importPost(ctx: Ctx, one: SeedPost, editors: string): Promise<string> {
  const at = new Date(one.published);
  const [pageId, sectionId, revisionId] = [newId(at.getTime()), newId(at.getTime()), newId(at.getTime())];
  const { size, ...described } = describeContent(bodyKind, one.content);
  const { tx } = ctx;
  await tx
    .insert(page)
    .values({ id: pageId, kind: POST_KIND, slug: one.slug, lastRevision: 1, createdAt: at });
  await tx.insert(section).values({ id: sectionId, pageId, key: BODY });
  await tx.insert(revision).values({
    ...described,
    id: revisionId,
    pageId,
    sectionId,
    number: 1,
    authorId: editors,
    summary: SUMMARY,
    tag: "import",
    state: "published",
    size,
    sizeChange: size,
    clientToken: `import-${sectionId}`,
    createdAt: at,
  });
  await tx.update(section).set({ currentRevisionId: revisionId }).where(eq(section.id, sectionId));
  await tx.insert(post).values({
    pageId,
    sectionId,
    slug: one.slug,
    state: "published",
    title: one.title,
    summary: one.summary,
    language: one.language,
    // The site's own text is not a personal view.
    isPersonalView: false,
    topics: one.topics,
    countries: one.countries,
    articles: one.articles,
    project: one.project,
    seriesId: one.series === null ? null : await ensureSeries(ctx, one.series),
    readingMinutes: readingMinutes(countWords(contentText(one.content))),
    createdBy: editors,
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
  });
  await tx.insert(postAuthor).values({ postId: pageId, memberId: editors, position: 0 });
  return pageId;
}

async function ensureSeries(ctx: Ctx, title: string): Promise<string> {
  const slug = slugOf(title);
  await ctx.tx
    .insert(series)
    .values({ id: newId(ctx.now.getTime()), slug, title, createdAt: ctx.now })
    .onConflictDoNothing();
  const [row] = await ctx.tx.select({ id: series.id }).from(series).where(eq(series.slug, slug));
  if (!row) throw new Error("a series went while it was asked for");
  return row.id;
}

/** Translations of a post share one id, that of the first. */
async function linkTranslation(tx: Tx, slug: string, translated: string): Promise<void> {
  const [first] = await tx
    .select({ id: post.pageId, translationId: post.translationId })
    .from(post)
    .where(eq(post.slug, translated));
  if (!first) return;
  await tx
    .update(post)
    .set({ translationId: first.translationId ?? first.id })
    .where(or(eq(post.slug, slug), eq(post.slug, translated)));
}
