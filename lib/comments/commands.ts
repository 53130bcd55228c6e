import { and, eq, sql } from "drizzle-orm";
import { comment, commentVersion } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { idFor, newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { removeFileUses } from "@/lib/files";
import { sameJson } from "@/lib/text/canonical";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { attachFiles, isNewcomer } from "./files/attach";
import { addFlag, resolveFlags } from "./flags";
import type { CommentedKind, CommentedPage } from "./kind";
import { COMMENT_FILES, isEditable } from "./model";
import { findMovedTo } from "./moved";
import { lastNumber } from "./numbers";
import { divide } from "./quotes/divide";
import { eraseQuotesOf, keepWithVersion, quotesSame, readStored, storeQuotes } from "./quotes/store";
import { type GiveOrTake, pressReaction } from "./reactions/react";

type Slug = { slug: string };
type At = Slug & { id: string };
type Edit = At & { text: string; files?: string[] | undefined };
type Write = Slug & {
  text: string;
  parent: string | null;
  clientToken?: string | undefined;
  files?: string[] | undefined;
};

const contentOf = (text: string, before?: Content) =>
  fromTextarea(text, { previous: before, home: env().APP_URL });

/** Creates the commands for comments on one kind of page. */
export function commentsOf<Page extends CommentedPage>(kind: CommentedKind<Page>) {
  return { ...writingOf(kind), ...moderatingOf(kind.comments) };
}

type Of<Page extends CommentedPage> = CommentedKind<Page>["comments"];

async function load<Page extends CommentedPage>(ctx: Ctx, of: Of<Page>, { slug, id }: At) {
  const page = await of.load(ctx, (await findMovedTo(ctx.tx, id)) ?? slug);
  const row = await lockComment(ctx, page.id, id);
  return { page, row, fact: { ...factOf(page), commentId: id } };
}

/** Counts the visible comments on a page again. */
export const recount = <Page extends CommentedPage>(ctx: Ctx, of: Of<Page>, { id }: { id: string }) =>
  of.saveCount(ctx, id, countShownOn(id));

/** Creates readers' commands: write, edit, delete, and report. */
function writingOf<Page extends CommentedPage>(kind: CommentedKind<Page>) {
  const of = kind.comments;
  return {
    write: (ctx: Ctx, input: Write) => writeComment(ctx, kind, input),

    /** Edits a comment, for a while after it was written; earlier text is kept and can be read. */
    edit: (ctx: Ctx, input: Edit) => editComment(ctx, kind, input),

    /** Gives a reaction to another member's comment, or takes it back. */
    react: (ctx: Ctx, input: At & GiveOrTake) => pressReaction(ctx, of, input),

    /** Deletes one's own comment at any time: its text and history are erased, its place stays. */
    async remove(ctx: Ctx, input: At): Promise<Slug> {
      const { page, row, fact } = await load(ctx, of, input);
      ctx.authorize("comment.edit", { authorId: row.authorId, isOpen: true });
      if (row.state === "removed") {
        ctx.skipAudit("it was taken away already");
        return { slug: page.slug };
      }
      await ctx.tx.delete(commentVersion).where(eq(commentVersion.commentId, row.id));
      await eraseQuotesOf(ctx, row.id);
      await removeFileUses(ctx, { kind: COMMENT_FILES, id: row.id });
      await ctx.tx
        .update(comment)
        .set({ state: "removed", content: fromTextarea(""), editedAt: null, reason: null })
        .where(eq(comment.id, row.id));
      await recount(ctx, of, page);
      const flagIds = await resolveFlags(ctx, row.id, "gone");
      await ctx.record("comment.removed", { ...fact, flagIds });
      return { slug: page.slug };
    },

    /**
     * Reports a comment to moderators, with a reason; once per member. Throws `not_found` if it is not shown,
     * `forbidden` for one's own.
     */
    async flag(ctx: Ctx, input: At & { flagReason: string }): Promise<At> {
      const { page, row, fact } = await load(ctx, of, input);
      if (row.state !== "shown") throw new DomainError("not_found", "comment");
      ctx.authorize("comment.flag", { authorId: row.authorId });
      const flagId = await addFlag(ctx, row.id, input.flagReason);
      if (flagId) await ctx.record("comment.flagged", { ...fact, flagId });
      else ctx.skipAudit("the same member reported it already");
      return { slug: page.slug, id: row.id };
    },
  };
}

async function editComment<Page extends CommentedPage>(
  ctx: Ctx,
  kind: CommentedKind<Page>,
  input: Edit,
): Promise<At> {
  const of = kind.comments;
  const { page, row, fact } = await load(ctx, of, input);
  ctx.authorize("comment.edit", { authorId: row.authorId, isOpen: isEditable(row, ctx.now) });
  const done = { slug: page.slug, id: row.id };
  const at = { pageId: page.id, isNumbered: of.isNumbered === true };
  const before = { content: row.content, quotes: await readStored(ctx, of, row.id) };
  const typed = contentOf(input.text, row.content as Content);
  const { content, quotes } = await divide(ctx, at, typed, before.quotes);
  const hasSameWords = sameJson(content, before.content) && quotesSame(quotes, before.quotes);
  const hasSameFiles =
    input.files === undefined || !(await attachFiles(ctx, kind, { id: row.id, page }, input.files));
  if (hasSameWords && hasSameFiles) {
    ctx.skipAudit("the same words and files came again");
    return done;
  }
  // Files have no versions: of other files alone nothing is to be looked up.
  if (hasSameWords) {
    await ctx.record("comment.changed", fact);
    return done;
  }
  await keepWithVersion(ctx, row.id, await saveVersion(ctx, row));
  await storeQuotes(ctx, row.id, quotes);
  await ctx.tx.update(comment).set({ content, editedAt: ctx.now }).where(eq(comment.id, row.id));
  await ctx.record("comment.changed", fact);
  return done;
}

/**
 * Writes a comment on a published page, or a reply; a reply to a reply is placed next to it, since threads
 * have one level. A new member's first comments are held for review. The same token, or without one the same
 * text, returns the first comment. Throws `conflict` / `comments_locked`.
 */
async function writeComment<Page extends CommentedPage>(
  ctx: Ctx,
  kind: CommentedKind<Page>,
  input: Write,
): Promise<At & { isHeld: boolean; isNew: boolean }> {
  const of = kind.comments;
  const page = await of.load(ctx, input.slug);
  ctx.authorize("comment.write");
  of.requireOpen(page, ctx);
  if (page.isCommentsLocked && !can(ctx.actor, "comment.moderate"))
    throw new DomainError("conflict", "comments_locked");
  const authorId = ctx.actor?.id ?? "";
  const clientToken =
    input.clientToken ?? idFor("comment", page.id, input.parent ?? "", input.text, ...(input.files ?? []));
  const [earlier] = await ctx.tx
    .select({ id: comment.id, state: comment.state })
    .from(comment)
    .where(and(eq(comment.authorId, authorId), eq(comment.clientToken, clientToken)));
  if (earlier) {
    ctx.skipAudit("the same comment came again");
    return { slug: page.slug, id: earlier.id, isHeld: earlier.state === "held", isNew: false };
  }
  await of.requireTurn?.(page, ctx);
  const isHeld = await isNewcomer(ctx.tx, { actor: ctx.actor });
  const at = { pageId: page.id, isNumbered: of.isNumbered === true };
  const { content, quotes } = await divide(ctx, at, contentOf(input.text));
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(comment).values({
    id,
    pageId: page.id,
    parentId: await parentOf(ctx, of, page.id, input.parent),
    number: of.isNumbered ? (await lastNumber(ctx, page.id)) + 1 : null,
    authorId,
    state: isHeld ? "held" : "shown",
    content,
    clientToken,
    createdAt: ctx.now,
  });
  await storeQuotes(ctx, id, quotes);
  await attachFiles(ctx, kind, { id, page }, input.files ?? []);
  await recount(ctx, of, page);
  await ctx.record("comment.written", { ...factOf(page), commentId: id, isHeld });
  return { slug: page.slug, id, isHeld, isNew: true };
}

/** Creates moderators' commands: hide, show, and dismiss reports. */
function moderatingOf<Page extends CommentedPage>(of: Of<Page>) {
  return {
    /** Hides a comment from all but moderators and its author, with a reason for the author. */
    async hide(ctx: Ctx, input: At & { reason: string }): Promise<Slug> {
      const { page, row, fact } = await load(ctx, of, input);
      ctx.authorize("comment.moderate");
      if (row.state !== "shown" && row.state !== "held") throw new DomainError("conflict", "already_decided");
      await decide(ctx, row.id, { state: "hidden", reason: input.reason });
      await recount(ctx, of, page);
      const flagIds = await resolveFlags(ctx, row.id, "upheld");
      await ctx.record("comment.hidden", { ...fact, flagIds });
      return { slug: page.slug };
    },

    /** Shows a held or hidden comment. */
    async show(ctx: Ctx, input: At): Promise<Slug> {
      const { page, row, fact } = await load(ctx, of, input);
      ctx.authorize("comment.moderate");
      if (row.state !== "hidden" && row.state !== "held")
        throw new DomainError("conflict", "already_decided");
      await decide(ctx, row.id, { state: "shown", reason: null });
      await recount(ctx, of, page);
      await ctx.record("comment.shown", { ...fact, wasHeld: row.state === "held" });
      return { slug: page.slug };
    },

    /**
     * Dismisses a comment's reports: closes them and notifies the reporters. (Hiding closes them too.) Throws
     * `conflict` / `already_decided` if none is open, `forbidden` to the comment's author.
     */
    async dismissFlags(ctx: Ctx, input: At): Promise<At> {
      const { page, row, fact } = await load(ctx, of, input);
      ctx.authorize("comment.decide-flags", { authorId: row.authorId });
      const flagIds = await resolveFlags(ctx, row.id, "dismissed");
      if (flagIds.length === 0) throw new DomainError("conflict", "already_decided");
      await ctx.record("comment.flags-dismissed", { ...fact, flagIds });
      return { slug: page.slug, id: row.id };
    },
  };
}

const factOf = ({ id, slug }: CommentedPage) => ({ pageId: id, slug });

async function lockComment({ tx }: Ctx, pageId: string, id: string) {
  const [row] = await tx
    .select({
      id: comment.id,
      authorId: comment.authorId,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
    })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.pageId, pageId)))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "comment");
  return row;
}

/** Finds the comment that a reply belongs to: the top of its thread, or the one that it answers. */
async function parentOf(
  ctx: Ctx,
  { isNumbered }: { isNumbered?: true },
  pageId: string,
  parent: string | null,
): Promise<string | null> {
  if (parent === null) return null;
  const [row] = await ctx.tx
    .select({ id: comment.id, parentId: comment.parentId, pageId: comment.pageId, state: comment.state })
    .from(comment)
    .where(eq(comment.id, parent));
  if (row?.pageId !== pageId || row.state !== "shown") throw new DomainError("conflict", "comment_gone");
  return isNumbered ? row.id : (row.parentId ?? row.id);
}

const countShownOn = (pageId: string) =>
  subselect<number>`(select count(*)::int from ${comment} where ${comment.pageId} = ${pageId} and ${comment.state} = 'shown')`;

/** Saves a comment's current text as a version. Returns its number. */
async function saveVersion(ctx: Ctx, { id, content }: { id: string; content: unknown }): Promise<number> {
  const [last] = await ctx.tx
    .select({ n: sql<number>`coalesce(max(${commentVersion.number}), 0)::int` })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, id));
  const number = (last?.n ?? 0) + 1;
  await ctx.tx.insert(commentVersion).values({ commentId: id, number, content, until: ctx.now });
  return number;
}

function decide(ctx: Ctx, id: string, set: { state: "shown" | "hidden"; reason: string | null }) {
  return ctx.tx
    .update(comment)
    .set({ ...set, decidedBy: ctx.actor?.id ?? null, decidedAt: ctx.now })
    .where(eq(comment.id, id));
}
