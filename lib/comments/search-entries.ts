import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { type SearchEntry, updateAllEntries } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { type CommentedKind, PAGE, pageOf, pagesOf } from "./kind";

/** SQL: the search audience of a page `p`; null for a public one. */
function audienceOf(kinds: readonly CommentedKind[]) {
  const cases = kinds.flatMap(({ kind, comments: { audience } }) =>
    audience ? [sql`when p.kind = ${kind} then ${audience}`] : [],
  );
  return cases.length === 0
    ? sql<null>`null`
    : subselect<`room:${string}` | null>`case ${sql.join(cases, sql` `)} end`;
}

const ownerOf = (commentId: string) => `comment:${commentId}`;

function list(kinds: readonly CommentedKind[], tx: Tx, where: SQL) {
  return tx
    .select({
      ...PAGE,
      slug: sql<string>`p.slug`,
      id: comment.id,
      pageId: comment.pageId,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
      author: member.displayName,
      language: sql<string>`p.language`,
      isRead: sql<boolean>`p.is_read`,
      audience: audienceOf(kinds),
    })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .innerJoin(pageOf(kinds, "site", comment.pageId), sql`true`)
    .where(where)
    .orderBy(asc(comment.createdAt), asc(comment.id));
}
export type CommentRow = Awaited<ReturnType<typeof list>>[number];

/** Updates the entries of comments. Each comment owns its entry, so that a new one does not reindex the others. */
function put(tx: Tx, rows: readonly CommentRow[]): Promise<number> {
  return updateAllEntries(
    tx,
    rows.map((row) => ({
      owner: ownerOf(row.id),
      entries: row.state === "shown" && row.isRead ? [commentEntry(row)] : [],
    })),
  );
}

/** Makes the search entry of a comment. */
export function commentEntry(row: CommentRow): SearchEntry {
  return {
    key: row.id,
    kind: "comment",
    path: `${row.path}?comment=${row.id}`,
    anchor: `comment-${row.id}`,
    title: row.title,
    language: row.language,
    at: row.createdAt,
    context: [{ text: row.author, language: "" }],
    passages: [{ text: contentText(row.content as Content), language: row.language }],
    ...(row.audience === null ? {} : { audience: row.audience }),
  };
}

/** Updates search entries of comments on pages. Returns how many rows differed. */
export async function indexCommentsOn(
  of: CommentedKind,
  tx: Tx,
  pageIds: readonly string[],
): Promise<number> {
  return put(tx, await list([of], tx, inArray(comment.pageId, [...pageIds])));
}

/** Updates those of comments that are on another page than before. */
export async function indexMoved(
  tx: Tx,
  kinds: readonly CommentedKind[],
  ids: readonly string[],
): Promise<void> {
  await put(tx, await list(kinds, tx, inArray(comment.id, [...ids])));
}

/** Updates those of a member's comments when the name changes or is erased. */
export const indexCommentsBy =
  (kinds: readonly CommentedKind[]) =>
  async (ctx: Ctx, { memberId }: { memberId: string }): Promise<void> => {
    await put(ctx.tx, await list(kinds, ctx.tx, eq(comment.authorId, memberId)));
  };

/**
 * Lists the scopes of other pages that quote comments `o`: after a discussion was divided, what one page says may be
 * quoted on another.
 */
async function listQuoting({ tx }: Ctx, kinds: readonly CommentedKind[], quoted: SQL): Promise<string[]> {
  const { rows } = await tx.execute<{ kind: string; slug: string }>(sql`
    select distinct p.kind, p.slug from comment_quote q join comment c on c.id = q.comment_id
      join comment o on o.id = q.quoted_id join page p on p.id = c.post_id
    where ${quoted} and c.post_id <> o.post_id`);
  return rows.flatMap(
    ({ kind, slug }) => kinds.find((one) => one.kind === kind)?.comments.scope?.(slug) ?? [],
  );
}

/** Lists the scopes of other pages that quote comments of a page: they show its words only while it is public. */
export const scopesOfQuoting =
  (kinds: readonly CommentedKind[]) =>
  (ctx: Ctx, { pageId }: { pageId: string }): Promise<string[]> =>
    listQuoting(ctx, kinds, sql`o.post_id = ${pageId}`);

/** Creates the entry of a comment that no other can quote yet. Returns the scopes that show it. */
export const indexNewComment =
  (kinds: readonly CommentedKind[]) =>
  async (ctx: Ctx, { commentId }: { commentId: string }): Promise<string[]> => {
    const rows = await list(kinds, ctx.tx, eq(comment.id, commentId));
    await put(ctx.tx, rows);
    const scopes: string[][] = [];
    for (const { kind, slug, pageId } of rows) {
      const of = kinds.find((one) => one.kind === kind)?.comments;
      if (of?.scope) scopes.push([of.scope(slug)]);
      if (of?.listedIn) scopes.push(await of.listedIn(ctx, { pageId }));
    }
    return scopes.flat();
  };

/** Updates a comment's entry after a change. Returns the scopes that show it. */
export const indexComment = (kinds: readonly CommentedKind[]) => {
  const index = indexNewComment(kinds);
  return async (ctx: Ctx, fact: { commentId: string }): Promise<string[]> => [
    ...(await index(ctx, fact)),
    ...(await listQuoting(ctx, kinds, sql`o.id = ${fact.commentId}`)),
  ];
};

/** Lists owners of comments on one kind of page in the index. */
export async function listCommentOwners(of: CommentedKind): Promise<string[]> {
  const rows = await db()
    .select({ id: comment.id })
    .from(comment)
    .innerJoin(pagesOf([of], "site"), sql`p.page_id = ${comment.pageId} and p.is_read`)
    .where(eq(comment.state, "shown"));
  return rows.map(({ id }) => ownerOf(id));
}
