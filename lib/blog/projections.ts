import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor, postCorrection } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { indexCommentsOn, listCommentOwners } from "@/lib/comments";
import type { Change, Given, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { logChange } from "@/lib/notices";
import { listShownIds } from "@/lib/pages";
import { contentOf, contentUnless, withKnown } from "@/lib/revisions";
import { picturesIn } from "@/lib/revisions/prose/article";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";
import { sameJson } from "@/lib/text/canonical";
import type { Content } from "@/lib/text/nodes";
import { blockText, contentText } from "@/lib/text/plain";
import { countWords } from "@/lib/text/words";
import { isTopic } from "@/lib/vocabulary/topics";
import { bodyKind } from "./body";
import { updatePostFiles } from "./files";
import { BODY, readingMinutes } from "./model";
import { postPages } from "./page-kind";
import { scopesOf } from "./shown-in";

/** Erases the note under a post that repeats the summary of a purged revision. */
export async function eraseCorrection(ctx: Ctx, { revisionId }: { revisionId: string }): Promise<void> {
  await ctx.tx.update(postCorrection).set({ note: "" }).where(eq(postCorrection.revisionId, revisionId));
}

/**
 * Updates what depends on a post's revision (text or details): reading time, pictures and, once published,
 * search entries, notices and correction notes. Reads the post once. Returns stale scopes besides its own
 * page.
 */
export async function followRevision(ctx: Ctx, fact: Given<"revision.published">): Promise<string[]> {
  const { pageId, revisionId, authorId, own, current } = fact;
  const [row] = await listRows(ctx.tx, eq(post.pageId, pageId), current.after);
  if (!row) return [];
  if (fact.section === BODY) await projectBody(ctx, pageId, current);
  if (!row.publishedAt) return [];
  // For a merge, only the merged revision adds the note.
  if (own.after.id === current.after.id)
    await ctx.tx
      .insert(postCorrection)
      .values({
        id: newId(ctx.now.getTime()),
        postId: pageId,
        note: own.after.summary,
        memberId: authorId,
        revisionId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing();
  const authors = await listAuthors(ctx.tx, [pageId]);
  if (row.state === "published") {
    const names = authors.map(({ name }) => name);
    await updateAllEntries(ctx.tx, [{ owner: ownerOf(pageId), entries: [postEntry(row, names)] }]);
    await logChange(ctx, fact);
  }
  return scopesOf(
    row,
    authors.map(({ handle }) => handle),
  );
}

async function projectBody(ctx: Ctx, pageId: string, { before, after }: Change): Promise<void> {
  const [was, is] = [before, after].map((text) => contentOf(bodyKind, text) as Content);
  const words = countWords(contentText(is as Content));
  await ctx.tx
    .update(post)
    .set({ readingMinutes: readingMinutes(words), updatedAt: ctx.now })
    .where(eq(post.pageId, pageId));
  if (!sameJson(picturesIn(was as Content), picturesIn(is as Content))) await updatePostFiles(ctx, pageId);
}

const ownerOf = (postId: string) => `post:${postId}`;

const inEach = (word: (locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(language), language }));

/** Lists posts with their text; `known`: a text that was already read. */
async function listRows(on: Queryable, which: SQL | undefined, known?: PublishedText) {
  const rows = await on
    .select({
      id: post.pageId,
      slug: post.slug,
      title: post.title,
      summary: post.summary,
      language: post.language,
      topics: post.topics,
      countries: post.countries,
      publishedAt: post.publishedAt,
      state: post.state,
      revisionId: revision.id,
      content: contentUnless(known),
    })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(which);
  return rows.map((row) => withKnown(row, known));
}

export type PostRow = Awaited<ReturnType<typeof listRows>>[number];

/** Makes the entry of a post from its row and its authors' names. */
export function postEntry(row: PostRow, authors: readonly string[]): SearchEntry {
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

/** Updates the search entries of posts and their comments. Returns how many rows differed. */
export async function indexPosts(tx: Tx, ids: readonly string[]): Promise<number> {
  return (await indexTexts(tx, ids)) + (await indexCommentsOn(postPages, tx, ids));
}

async function indexTexts(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await listRows(tx, and(inArray(post.pageId, [...ids]), eq(post.state, "published")));
  const shown = rows.map((row) => row.id);
  const authors = shown.length === 0 ? [] : await listAuthors(tx, shown);
  return updateAllEntries(
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
    .select({ postId: postAuthor.postId, name: member.displayName, handle: member.handle })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(and(inArray(postAuthor.postId, [...ids]), eq(postAuthor.state, "agreed")))
    .orderBy(asc(postAuthor.postId), asc(postAuthor.position));
}

/** Updates search entries after a change of title, byline or state. */
export async function indexPost(ctx: Ctx, fact: { pageId: string }): Promise<void> {
  await indexPosts(ctx.tx, [fact.pageId]);
}

/** Updates search entries of seeded posts. */
export async function indexSeededPosts(ctx: Ctx, fact: { posts: readonly string[] }): Promise<void> {
  if (fact.posts.length > 0) await indexPosts(ctx.tx, fact.posts);
}

/** Updates search entries of a member's posts when their name changes or is erased. */
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

/** Lists the ids of all indexed posts, in a fixed order. */
export const listPublishedIds = () => listShownIds(postPages);

/** Lists the owners of their entries and their comments' in the index. */
export async function listPostOwners(): Promise<string[]> {
  const posts = await listPublishedIds();
  return [...posts.map(ownerOf), ...(await listCommentOwners(postPages))];
}
