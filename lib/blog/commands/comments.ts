import { and, count, eq, sql } from "drizzle-orm";
import { comment, commentVersion, post } from "@/db/schema/blog";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { idFor, newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { sameJson } from "@/lib/text/canonical";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { type LoadedPost, loadPost, postFact, requireState } from "../access";
import { editableUntil, FIRST_COMMENTS, type WriteComment } from "../model";

import { settleFlags } from "./flags";

type Written = { slug: string; id: string; isHeld: boolean };

/**
 * Writes a comment on a published post, or a reply; a reply to a reply stands beside it, since threads are one level
 * deep. The first ones of a new member are looked at before they are shown. The same token again is the same comment, and so are the
 * same words where the form had none.
 * Throws `conflict` / `comments_locked`.
 */
export async function writeComment(ctx: Ctx, input: WriteComment): Promise<Written> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("comment.write");
  requireState(loaded, "published");
  if (loaded.isCommentsLocked && !can(ctx.actor, "comment.moderate"))
    throw new DomainError("conflict", "comments_locked");
  const authorId = ctx.actor?.id ?? "";
  const clientToken = input.clientToken ?? idFor("comment", loaded.id, input.parent ?? "", input.text);
  const [earlier] = await ctx.tx
    .select({ id: comment.id, state: comment.state })
    .from(comment)
    .where(and(eq(comment.authorId, authorId), eq(comment.clientToken, clientToken)));
  if (earlier) {
    ctx.untraced("the same comment came again");
    return { slug: loaded.slug, id: earlier.id, isHeld: earlier.state === "held" };
  }
  const isHeld =
    !can(ctx.actor, "comment.show-at-once") && (await countShown(ctx, authorId)) < FIRST_COMMENTS;
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(comment).values({
    id,
    postId: loaded.id,
    parentId: await topOf(ctx, loaded, input.parent),
    authorId,
    state: isHeld ? "held" : "shown",
    content: fromTextarea(input.text, undefined, { home: env().APP_URL }),
    clientToken,
    createdAt: ctx.now,
  });
  await countComments(ctx, loaded.id);
  await ctx.record("comment.written", { ...postFact(loaded), commentId: id, isHeld });
  return { slug: loaded.slug, id, isHeld };
}

/** The comment at the top of the thread in which a reply stands. */
async function topOf(ctx: Ctx, loaded: LoadedPost, parent: string | null): Promise<string | null> {
  if (parent === null) return null;
  const [row] = await ctx.tx
    .select({ id: comment.id, parentId: comment.parentId, postId: comment.postId, state: comment.state })
    .from(comment)
    .where(eq(comment.id, parent));
  if (row?.postId !== loaded.id || row.state !== "shown") throw new DomainError("conflict", "comment_gone");
  return row.parentId ?? row.id;
}

async function countShown(ctx: Ctx, authorId: string): Promise<number> {
  const [row] = await ctx.tx
    .select({ n: count() })
    .from(comment)
    .where(and(eq(comment.authorId, authorId), eq(comment.state, "shown")));
  return row?.n ?? 0;
}

async function countComments(ctx: Ctx, postId: string): Promise<void> {
  const shown = subselect`(select count(*) from ${comment} where ${comment.postId} = ${postId} and ${comment.state} = 'shown')`;
  await ctx.tx
    .update(post)
    .set({ commentCount: sql`${shown}::int` })
    .where(eq(post.pageId, postId));
}

type At = { slug: string; id: string };

async function loadComment(ctx: Ctx, { slug, id }: At) {
  const loaded = await loadPost(ctx, slug);
  const [row] = await ctx.tx
    .select({
      id: comment.id,
      postId: comment.postId,
      authorId: comment.authorId,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
    })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.postId, loaded.id)))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "comment");
  return { loaded, row, fact: { ...postFact(loaded), commentId: id } };
}

/** Changes a comment's text, for a while after it was written; what it said before is kept and can be looked up. */
export async function editComment(
  ctx: Ctx,
  input: At & { text: string },
): Promise<{ slug: string; id: string }> {
  const { loaded, row, fact } = await loadComment(ctx, input);
  const isOpen = editableUntil(row.createdAt) > ctx.now && (row.state === "shown" || row.state === "held");
  ctx.authorize("comment.edit", { authorId: row.authorId, isOpen });
  const content = fromTextarea(input.text, row.content as Content, { home: env().APP_URL });
  if (sameJson(content, row.content)) {
    ctx.untraced("the same words came again");
    return { slug: loaded.slug, id: row.id };
  }
  const [last] = await ctx.tx
    .select({ n: sql<number>`coalesce(max(${commentVersion.number}), 0)::int` })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, row.id));
  await ctx.tx.insert(commentVersion).values({
    commentId: row.id,
    number: (last?.n ?? 0) + 1,
    content: row.content,
    until: ctx.now,
  });
  await ctx.tx.update(comment).set({ content, editedAt: ctx.now }).where(eq(comment.id, row.id));
  await ctx.record("comment.changed", fact);
  return { slug: loaded.slug, id: row.id };
}

/** Takes the own comment away at any time: its words go, also from its history; that there was one stays. */
export async function removeComment(ctx: Ctx, input: At): Promise<{ slug: string }> {
  const { loaded, row, fact } = await loadComment(ctx, input);
  ctx.authorize("comment.edit", { authorId: row.authorId, isOpen: true });
  if (row.state === "removed") {
    ctx.untraced("it was taken away already");
    return { slug: loaded.slug };
  }
  await ctx.tx.delete(commentVersion).where(eq(commentVersion.commentId, row.id));
  await ctx.tx
    .update(comment)
    .set({ state: "removed", content: fromTextarea(""), editedAt: null, reason: null })
    .where(eq(comment.id, row.id));
  await countComments(ctx, loaded.id);
  const flagIds = await settleFlags(ctx, row.id, "gone");
  await ctx.record("comment.removed", { ...fact, flagIds });
  return { slug: loaded.slug };
}

/** Hides a comment from all but moderators and its author, with a reason that the author reads. */
export async function hideComment(ctx: Ctx, input: At & { reason: string }): Promise<{ slug: string }> {
  const { loaded, row, fact } = await loadComment(ctx, input);
  ctx.authorize("comment.moderate");
  if (row.state !== "shown" && row.state !== "held") throw new DomainError("conflict", "already_decided");
  await decide(ctx, row.id, { state: "hidden", reason: input.reason });
  await countComments(ctx, loaded.id);
  const flagIds = await settleFlags(ctx, row.id, "upheld");
  await ctx.record("comment.hidden", { ...fact, flagIds });
  return { slug: loaded.slug };
}

/** Shows a comment that waited or was hidden. */
export async function showComment(ctx: Ctx, input: At): Promise<{ slug: string }> {
  const { loaded, row, fact } = await loadComment(ctx, input);
  ctx.authorize("comment.moderate");
  if (row.state !== "hidden" && row.state !== "held") throw new DomainError("conflict", "already_decided");
  await decide(ctx, row.id, { state: "shown", reason: null });
  await countComments(ctx, loaded.id);
  await ctx.record("comment.shown", { ...fact, wasHeld: row.state === "held" });
  return { slug: loaded.slug };
}

function decide(ctx: Ctx, id: string, set: { state: "shown" | "hidden"; reason: string | null }) {
  return ctx.tx
    .update(comment)
    .set({ ...set, decidedBy: ctx.actor?.id ?? null, decidedAt: ctx.now })
    .where(eq(comment.id, id));
}
