import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { comment } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { commentsOf } from "./commands";
import { type CommentedKind, pagesOf } from "./kind";
import { CommentText } from "./model";

interface FoundPage {
  [column: string]: unknown;
  kind: string;
  slug: string;
  path: string;
  title: string;
}

/**
 * Finds a page with comments by its id, as its reader may see it, or the page that has its comments now; none of a kind that
 * only some may read.
 */
export const findCommentedFor = (kinds: readonly CommentedKind[]) => {
  const open = kinds.filter(({ isSecret }) => !isSecret);
  const find = async (reader: Actor | null, which: SQL, on: Queryable) => {
    const { rows } = await on.execute<FoundPage & { is_read: boolean }>(
      sql`select p.kind, p.slug, p.path, p.title, p.is_read from ${pagesOf(open, reader)} where ${which}`,
    );
    return rows[0];
  };
  return async (reader: Actor | null, pageId: string, on: Queryable = db()): Promise<FoundPage | null> => {
    const found = await find(reader, sql`p.page_id = ${pageId}`, on);
    if (!found || found.is_read) return found ?? null;
    const to = await open.find(({ kind }) => kind === found.kind)?.comments.movedTo?.(found.slug, on);
    const moved = to ? await find(reader, sql`p.kind = ${found.kind} and p.slug = ${to}`, on) : undefined;
    return moved?.is_read ? moved : null;
  };
};

/**
 * Creates the command that writes a comment which came by mail. Throws as the form on the page does, `not_found` if the
 * page is not shown any more, and `invalid` for a text without words or longer than the form takes.
 */
export const commentByMail = (kinds: readonly CommentedKind[]) => {
  const find = findCommentedFor(kinds);
  const writers = new Map(kinds.map((kind) => [kind.kind, commentsOf(kind).write]));
  return async (
    ctx: Ctx,
    given: { pageId: string; text: string; clientToken: string; files: string[] },
  ): Promise<{ isNew: boolean }> => {
    const page = await find(ctx.actor, given.pageId, ctx.tx);
    const write = page && writers.get(page.kind);
    if (!page || !write) throw new DomainError("not_found", "generic");
    const text = CommentText.safeParse(given.text);
    if (!text.success) throw new DomainError("invalid", "length");
    const { clientToken, files } = given;
    return write(ctx, { slug: page.slug, text: text.data, parent: null, clientToken, files });
  };
};

/** Checks whether a member's comment with this token was written. */
export async function isWritten(
  authorId: string,
  clientToken: string,
  on: Queryable = db(),
): Promise<boolean> {
  const is = and(eq(comment.authorId, authorId), eq(comment.clientToken, clientToken));
  return (await on.$count(comment, is)) > 0;
}
