import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
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

/** Finds a page with comments by its id, as its reader may see it; none of a kind that only some may read. */
export const findCommentedFor = (kinds: readonly CommentedKind[]) => {
  const open = kinds.filter(({ isSecret }) => !isSecret);
  return async (reader: Actor | null, pageId: string, on: Queryable = db()): Promise<FoundPage | null> => {
    const { rows } = await on.execute<FoundPage>(
      sql`select p.kind, p.slug, p.path, p.title from ${pagesOf(open, reader)}
        where p.page_id = ${pageId} and p.is_read`,
    );
    return rows[0] ?? null;
  };
};

/**
 * Creates the command that writes a comment which came by mail. Throws as the form on the page does, `not_found` if the
 * page is not shown any more, and `invalid` for a text without words or longer than the form takes.
 */
export const commentByMail = (kinds: readonly CommentedKind[]) => {
  const find = findCommentedFor(kinds);
  const writers = new Map(kinds.map((kind) => [kind.kind, commentsOf(kind).write]));
  return async (ctx: Ctx, given: { pageId: string; text: string; clientToken: string }): Promise<void> => {
    const page = await find(ctx.actor, given.pageId, ctx.tx);
    const write = page && writers.get(page.kind);
    if (!page || !write) throw new DomainError("not_found", "generic");
    const text = CommentText.safeParse(given.text);
    if (!text.success) throw new DomainError("invalid", "length");
    await write(ctx, { slug: page.slug, text: text.data, parent: null, clientToken: given.clientToken });
  };
};
