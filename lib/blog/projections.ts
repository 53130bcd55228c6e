import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor, postCorrection } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { indexCommentsOn, listCommentOwners } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { contentOf, isStanding } from "@/lib/revisions/contents";
import { type Passage, putAll, type SearchEntry } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { blockText, contentText } from "@/lib/text/plain";
import { countWords } from "@/lib/text/words";
import { isTopic } from "@/lib/vocabulary/topics";
import { bodyKind } from "./body";
import { putPostFiles } from "./files";
import { BODY, readingMinutes } from "./model";
import { postPages } from "./page-kind";

/**
 * What follows from a new text of a post: its pictures, how long it takes to read, when it last changed. Once it has
 * appeared, its readers are told with the date what changed, of its text or round it.
 */
export async function projectPost(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; section: string; revisionId: string },
): Promise<void> {
  await noteChange(ctx, fact);
  if (fact.section !== BODY) return;
  const [row] = await ctx.tx
    .select({ content: revision.content })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(section.id, fact.sectionId));
  const words = countWords(contentText(contentOf(bodyKind, row ?? null) as Content));
  await ctx.tx
    .update(post)
    .set({ readingMinutes: readingMinutes(words), updatedAt: ctx.now })
    .where(eq(post.pageId, fact.pageId));
  await putPostFiles(ctx, fact.pageId);
}

/** The summary of a revision as a note under its post. What was merged is told of by the merge, once. */
async function noteChange(ctx: Ctx, { pageId, revisionId }: { pageId: string; revisionId: string }) {
  const [row] = await ctx.tx
    .select({ note: revision.summary, memberId: revision.authorId })
    .from(revision)
    .innerJoin(post, eq(post.pageId, revision.pageId))
    .where(and(eq(revision.id, revisionId), isStanding(), isNotNull(post.publishedAt)));
  if (!row) return;
  await ctx.tx
    .insert(postCorrection)
    .values({ id: newId(ctx.now.getTime()), postId: pageId, ...row, revisionId, createdAt: ctx.now })
    .onConflictDoNothing();
}

const ownerOf = (postId: string) => `post:${postId}`;

const inEach = (word: (locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(language), language }));

/** The rows of published posts, with their text. */
function listRows(on: Queryable, ids: readonly string[]) {
  return on
    .select({
      id: post.pageId,
      slug: post.slug,
      title: post.title,
      summary: post.summary,
      language: post.language,
      topics: post.topics,
      countries: post.countries,
      publishedAt: post.publishedAt,
      content: revision.content,
    })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(inArray(post.pageId, [...ids]), eq(post.state, "published")));
}

type PostRow = Awaited<ReturnType<typeof listRows>>[number];

function postEntry(row: PostRow, authors: readonly string[]): SearchEntry {
  const content = contentOf(bodyKind, row.content === null ? null : { content: row.content }) as Content;
  return {
    key: "post",
    kind: "post",
    path: `/blog/${row.slug}`,
    title: row.title,
    language: row.language,
    countries: row.countries,
    topics: row.topics.filter(isTopic),
    at: row.publishedAt,
    context: [
      ...authors.map((text) => ({ text, language: "" })),
      ...row.topics.flatMap((topic) =>
        inEach((locale) => message(translator(locale), `vocabulary.topic.${topic}`)),
      ),
      ...row.countries.flatMap((iso2) => inEach((locale) => countryName(iso2, locale))),
    ],
    passages: [
      { text: row.summary, language: row.language },
      ...content.doc.content
        .map((block) => ({ text: blockText(block), language: row.language }))
        .filter(({ text }) => text !== ""),
    ],
  };
}

/** Brings what can be found of posts, their comments with them, to what they say. Answers how many rows differed. */
export async function indexPosts(tx: Tx, ids: readonly string[]): Promise<number> {
  return (await indexTexts(tx, ids)) + (await indexCommentsOn(postPages, tx, ids));
}

async function indexTexts(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await listRows(tx, ids);
  const shown = rows.map((row) => row.id);
  const authors = shown.length === 0 ? [] : await listAuthors(tx, shown);
  return putAll(
    tx,
    ids.map((id) => {
      const row = rows.find((one) => one.id === id);
      const names = authors.filter((one) => one.postId === id).map((one) => one.name);
      return { owner: ownerOf(id), entries: row ? [postEntry(row, names)] : [] };
    }),
  );
}

function listAuthors(on: Queryable, ids: readonly string[]) {
  return on
    .select({ postId: postAuthor.postId, name: member.displayName })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(and(inArray(postAuthor.postId, [...ids]), eq(postAuthor.state, "agreed")))
    .orderBy(asc(postAuthor.postId), asc(postAuthor.position));
}

/** What can be found of a post's text follows each change of it; its comments say what they said. */
export async function indexPostText(ctx: Ctx, fact: { pageId: string }): Promise<void> {
  await indexTexts(ctx.tx, [fact.pageId]);
}

/** What can be found of a post and on it follows each change of its title, its byline and its state. */
export async function indexPost(ctx: Ctx, fact: { pageId: string }): Promise<void> {
  await indexPosts(ctx.tx, [fact.pageId]);
}

/** What can be found of posts that came with the starting data. */
export async function indexSeededPosts(ctx: Ctx, fact: { posts: readonly string[] }): Promise<void> {
  if (fact.posts.length > 0) await indexPosts(ctx.tx, fact.posts);
}

/** Posts are found by the names of those who sign them; a name that changes or goes changes there too. */
export async function indexPostsOf(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  const signed = ctx.tx
    .select({ id: postAuthor.postId })
    .from(postAuthor)
    .where(and(eq(postAuthor.memberId, memberId), eq(postAuthor.state, "agreed")));
  const rows = await ctx.tx
    .select({ id: post.pageId })
    .from(post)
    .where(and(eq(post.state, "published"), inArray(post.pageId, signed)))
    .orderBy(asc(post.pageId));
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await indexTexts(ctx.tx, ids);
}

/** Ids of all posts that can be found, in a fixed order. */
export async function listPublishedIds(on: Queryable = db()): Promise<string[]> {
  const rows = await on
    .select({ id: post.pageId })
    .from(post)
    .where(eq(post.state, "published"))
    .orderBy(asc(post.pageId));
  return rows.map((row) => row.id);
}

/** The owners under which their entries and those of their comments stand. */
export async function listPostOwners(): Promise<string[]> {
  const posts = await listPublishedIds();
  return [...posts.map(ownerOf), ...(await listCommentOwners(postPages))];
}
