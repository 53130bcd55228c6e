import { and, eq } from "drizzle-orm";
import { comment, commentVersion } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { idFor, newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { requireConfirmed } from "@/lib/core/step-up";
import { passFilters, readWritten } from "@/lib/filters";
import { COMMENT_PLACE } from "@/lib/filters/model";
import { closeCase, hasFlagged, raise } from "@/lib/flags";
import type { FlagCode } from "@/lib/flags/model";
import type { PurgeReason } from "@/lib/revisions/model";
import { forgetWords } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { attachFiles } from "./files/attach";
import { flaggedOf } from "./flags";
import type { CommentedKind, CommentedPage } from "./kind";
import { COMMENT_FLAGS, isEditable } from "./model";
import {
  contentOf,
  eraseLoaded,
  factOf,
  hideLoaded,
  loadComment as load,
  type Of,
  recount,
  replaceText,
  showLoaded,
} from "./moderate";
import { isNewcomer } from "./newcomers";
import { nextNumber } from "./numbers";
import { divide } from "./quotes/divide";
import { storeQuotes } from "./quotes/store";
import { type GiveOrTake, pressReaction } from "./reactions/react";

type Slug = { slug: string };
type At = Slug & { id: string };
type Edit = At & { text: string; files?: string[] | undefined; seen?: number | undefined };
type Write = Slug & {
  text: string;
  parent: string | null;
  clientToken?: string | undefined;
  files?: string[] | undefined;
};

/** Creates the commands for comments on one kind of page. */
export function commentsOf<Page extends CommentedPage>(kind: CommentedKind<Page>) {
  return { ...writingOf(kind), ...moderatingOf(kind.comments) };
}

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
      const loaded = await load(ctx, of, input);
      const { page, row, fact } = loaded;
      ctx.authorize("comment.edit", { authorId: row.authorId, isOpen: true });
      if (row.state === "removed") {
        ctx.skipAudit("it was taken away already");
        return { slug: page.slug };
      }
      await eraseLoaded(ctx, of, loaded);
      await closeCase(ctx, { kind: COMMENT_FLAGS, id: row.id }, "gone");
      await ctx.record("comment.removed", fact);
      return { slug: page.slug };
    },

    /**
     * Reports a comment to moderators, with a reason; once per member. Throws `not_found` if it is not shown,
     * `forbidden` for one's own.
     */
    async flag(ctx: Ctx, input: At & { flagCode?: FlagCode; flagReason: string }): Promise<At> {
      const loaded = await load(ctx, of, input);
      const { page, row } = loaded;
      const done = { slug: page.slug, id: row.id };
      ctx.authorize("flag.raise", { authorIds: [row.authorId] });
      if (row.state === "hidden" && (await hasFlagged(ctx, COMMENT_FLAGS, row.id))) {
        ctx.skipAudit("their flag hid it, and came again");
        return done;
      }
      if (row.state !== "shown") throw new DomainError("not_found", "comment");
      const { flagCode: code = "other", flagReason: words } = input;
      const hide = (by: Ctx, { caseId }: { caseId: string }) =>
        hideLoaded(by, of, loaded, { reason: null, caseId });
      await raise(ctx, { hide }, flaggedOf(loaded), { code, words });
      return done;
    },
  };
}

async function editComment<Page extends CommentedPage>(
  ctx: Ctx,
  kind: CommentedKind<Page>,
  input: Edit,
): Promise<At> {
  const of = kind.comments;
  const loaded = await load(ctx, of, input);
  const { page, row, fact } = loaded;
  ctx.authorize("comment.edit", { authorId: row.authorId, isOpen: isEditable(row, ctx.now) });
  const hasNewFiles =
    input.files !== undefined && (await attachFiles(ctx, kind, { id: row.id, page }, input.files));
  const hasNewWords = await replaceText(ctx, of, loaded, input);
  // Files have no versions: of other files alone nothing is to be looked up.
  if (hasNewFiles && !hasNewWords) await ctx.record("comment.changed", fact);
  if (!hasNewFiles && !hasNewWords) ctx.skipAudit("the same words and files came again");
  return { slug: page.slug, id: row.id };
}

/**
 * Writes a comment on a published page, or a reply; a reply to a reply is placed next to it, since threads
 * have one level. A new member's first comments are held for review, and what a filter holds. The same token, or without
 * one the same text, returns the first comment. Throws `conflict` / `comments_locked`, and as `passFilters`.
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
  const id = newId(ctx.now.getTime());
  const typed = contentOf(input.text);
  const passed = await passFilters(ctx, {
    place: COMMENT_PLACE,
    pageId: page.id,
    commentId: id,
    read: () => readWritten(typed),
    ifHeld: "held",
  });
  const isHeld = passed.isHeld || (await isNewcomer(ctx.tx, { actor: ctx.actor }));
  const at = { pageId: page.id, isNumbered: of.isNumbered === true };
  const { content, quotes } = await divide(ctx, at, typed);
  await ctx.tx.insert(comment).values({
    id,
    pageId: page.id,
    parentId: await parentOf(ctx, of, page.id, input.parent),
    number: of.isNumbered ? nextNumber(page.id) : null,
    authorId,
    state: isHeld ? "held" : "shown",
    content,
    clientToken,
    createdAt: ctx.now,
  });
  await storeQuotes(ctx, id, quotes);
  if (input.files && input.files.length > 0) await attachFiles(ctx, kind, { id, page }, input.files);
  await recount(ctx, of, page);
  await ctx.record("comment.written", { ...factOf(page), commentId: id, isHeld });
  return { slug: page.slug, id, isHeld, isNew: true };
}

/** Creates moderators' commands: hide, show and purge. */
function moderatingOf<Page extends CommentedPage>(of: Of<Page>) {
  return {
    /** Hides a comment from all but moderators and its author, with a reason for the author. Upholds its flags. */
    async hide(ctx: Ctx, input: At & { reason: string }): Promise<Slug> {
      const loaded = await load(ctx, of, input);
      const { page, row } = loaded;
      ctx.authorize("comment.moderate");
      if (row.state !== "shown" && row.state !== "held") throw new DomainError("conflict", "already_decided");
      const { reason } = input;
      const caseId = await closeCase(ctx, { kind: COMMENT_FLAGS, id: row.id, reason }, "upheld");
      await hideLoaded(ctx, of, loaded, { reason, ...(caseId ? { caseId } : {}) });
      return { slug: page.slug };
    },

    /** Shows a held or hidden comment. Dismisses its flags. */
    async show(ctx: Ctx, input: At): Promise<Slug> {
      const loaded = await load(ctx, of, input);
      const { page, row } = loaded;
      ctx.authorize("comment.moderate");
      if (row.state !== "hidden" && row.state !== "held")
        throw new DomainError("conflict", "already_decided");
      const caseId = await closeCase(ctx, { kind: COMMENT_FLAGS, id: row.id }, "dismissed");
      await showLoaded(ctx, of, loaded, caseId ? { caseId } : {});
      return { slug: page.slug };
    },

    purge: (ctx: Ctx, input: At & PurgeInput) => purgeComment(ctx, of, input),
  };
}

type PurgeInput = { why: PurgeReason; words: string };

/**
 * Deletes the text of a comment with its versions, quotations and files, for a legal reason and for good. Its place stays; the
 * log records who and which reason, and no text. Upholds its flags.
 */
async function purgeComment<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  input: At & PurgeInput,
): Promise<At> {
  const loaded = await load(ctx, of, input);
  const { page, row, fact } = loaded;
  ctx.authorize("content.purge");
  requireConfirmed(ctx);
  if (row.purgedFor !== null) {
    ctx.skipAudit("it is purged already");
    return { slug: page.slug, id: row.id };
  }
  const texts = await listTexts(ctx, row);
  await eraseLoaded(ctx, of, loaded);
  await ctx.tx
    .update(comment)
    .set({ purgedFor: input.why, reason: input.words, decidedBy: ctx.actor?.id ?? null, decidedAt: ctx.now })
    .where(eq(comment.id, row.id));
  await closeCase(ctx, { kind: COMMENT_FLAGS, id: row.id }, "upheld");
  const since = row.createdAt.toISOString();
  await ctx.record("comment.purged", { ...fact, authorId: row.authorId, why: input.why, since });
  await forgetWords(ctx.tx, texts);
  return { slug: page.slug, id: row.id };
}

/** Lists what a comment says and said. */
async function listTexts(ctx: Ctx, row: { id: string; content: unknown }): Promise<string[]> {
  const earlier = await ctx.tx
    .select({ content: commentVersion.content })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, row.id));
  return [row, ...earlier].map(({ content }) => contentText(content as Content));
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
