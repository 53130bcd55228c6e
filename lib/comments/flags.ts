import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { page } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { type CommentedKind, type CommentedPage, PAGE, pageOf } from "./kind";
import { COMMENT_FLAGS } from "./model";
import { hideLoaded, type LoadedComment, loadComment, type Of, replaceText, showLoaded } from "./moderate";
import { listQuotesByVersion } from "./quotes/queries";
import { typedWithQuotes } from "./quotes/typed";

/** A comment, as its flags know it. */
export const flaggedOf = (loaded: LoadedComment) => ({
  kind: COMMENT_FLAGS,
  id: loaded.row.id,
  pageId: loaded.page.id,
  authorIds: [loaded.row.authorId],
});

async function findPlace(on: Queryable, id: string) {
  const [row] = await on
    .select({ kind: page.kind, slug: page.slug })
    .from(comment)
    .innerJoin(page, eq(page.id, comment.pageId))
    .where(eq(comment.id, id));
  return row;
}

/** Finds a comment that an address names by its id. */
async function findAt(named: string | undefined, on: Queryable): Promise<string | null> {
  const id = z.uuid().safeParse(named).data;
  if (!id) return null;
  const [row] = await on.select({ id: comment.id }).from(comment).where(eq(comment.id, id));
  return row?.id ?? null;
}

/** Finds the comment with a number on a page whose comments are numbered. */
export async function findByNumber(on: Queryable, pageId: string, number: number): Promise<string | null> {
  const [row] = await on
    .select({ id: comment.id })
    .from(comment)
    .where(and(eq(comment.pageId, pageId), eq(comment.number, number)));
  return row?.id ?? null;
}

/** Finds a comment that everybody reads. Throws `not_found`. */
async function findPublic(kinds: readonly CommentedKind[], id: string, on: Queryable) {
  const [row] = await on
    .select({ id: comment.id, pageId: comment.pageId, authorId: comment.authorId })
    .from(comment)
    .innerJoin(pageOf(kinds, null, comment.pageId), sql`p.is_read`)
    .where(and(eq(comment.id, id), eq(comment.state, "shown")));
  if (!row) throw new DomainError("not_found", "comment");
  return { kind: COMMENT_FLAGS, id, pageId: row.pageId, authorIds: [row.authorId] };
}

/** Creates what flags need to know of comments on some kinds of page. */
export function commentFlags(kinds: readonly CommentedKind[]): FlagKind {
  async function load(ctx: Ctx, id: string): Promise<{ of: Of<CommentedPage>; loaded: LoadedComment }> {
    const place = await findPlace(ctx.tx, id);
    const of = kinds.find(({ kind }) => kind === place?.kind)?.comments;
    if (!place || !of) throw new DomainError("not_found", "comment");
    return { of, loaded: await loadComment(ctx, of, { slug: place.slug, id }) };
  }
  return {
    kind: COMMENT_FLAGS,
    at: async ({ parts, hash }, on) =>
      findAt(parts.includes("comments") ? parts.at(-1) : hash.slice("#comment-".length), on),
    async find(ctx, id) {
      if (ctx.actor === null) return findPublic(kinds, id, ctx.tx);
      const { loaded } = await load(ctx, id);
      if (loaded.row.state !== "shown") throw new DomainError("not_found", "comment");
      return flaggedOf(loaded);
    },
    async lock(ctx, id) {
      await load(ctx, id);
    },
    describe: (reader, ids, on) => describeComments(kinds, reader, ids, on),
    async hide(ctx, { id, caseId, reason }) {
      const { of, loaded } = await load(ctx, id);
      await hideLoaded(ctx, of, loaded, { reason, caseId });
    },
    async show(ctx, { id, caseId }) {
      const { of, loaded } = await load(ctx, id);
      if (loaded.row.state === "hidden") await showLoaded(ctx, of, loaded, { caseId });
    },
    async typed(reader, id, on) {
      const place = await findPlace(on, id);
      const of = kinds.find(({ kind }) => kind === place?.kind);
      const [row] = await on.select({ content: comment.content }).from(comment).where(eq(comment.id, id));
      if (!of || !row) return "";
      const quotes = await listQuotesByVersion(of, reader, id, on);
      return typedWithQuotes(row.content as Content, quotes.get(null) ?? []);
    },
    async rewrite(ctx, { id, text }) {
      const { of, loaded } = await load(ctx, id);
      await replaceText(ctx, of, loaded, { text });
    },
  };
}

/** SQL: whether a reader who is no moderator sees a comment on a page `p`. */
const isSeenBy = (reader: Actor) =>
  sql`((p.is_read and ${comment.state} = 'shown') or ${comment.authorId} = ${reader.id})`;

async function describeComments(
  kinds: readonly CommentedKind[],
  reader: Actor,
  ids: readonly string[],
  on: Queryable,
) {
  const rows = await on
    .select({
      id: comment.id,
      state: comment.state,
      content: comment.content,
      ...PAGE,
      author: { handle: member.handle, displayName: member.displayName },
    })
    .from(comment)
    .innerJoin(pageOf(kinds, reader, comment.pageId), sql`true`)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(inArray(comment.id, [...ids]), can(reader, "flag.read") ? undefined : isSeenBy(reader)));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: () => isolateBidi(row.title),
        path: `${row.path}/comments/${row.id}`,
        text: row.state === "removed" ? null : contentText(row.content as Content),
        author: row.author,
      },
    ]),
  );
}
