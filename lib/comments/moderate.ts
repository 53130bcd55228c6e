import { and, eq, sql } from "drizzle-orm";
import { comment, commentVersion } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { removeFileUses } from "@/lib/files";
import { passFilters, readWritten } from "@/lib/filters";
import { COMMENT_PLACE } from "@/lib/filters/model";
import { sameJson } from "@/lib/text/canonical";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { CommentedKind, CommentedPage } from "./kind";
import { COMMENT_FILES } from "./model";
import { findMovedTo } from "./moved";
import { divide } from "./quotes/divide";
import { eraseQuotesOf, keepWithVersion, quotesSame, readStored, storeQuotes } from "./quotes/store";

/** How the comments of a kind of page are loaded, shown and counted. */
export type Of<Page extends CommentedPage> = CommentedKind<Page>["comments"];

/** Returns a comment's text as it is stored. `before`: the text that it replaces. */
export const contentOf = (text: string, before?: Content) =>
  fromTextarea(text, { previous: before, home: env().APP_URL });

/** Details of every fact about comments. */
export const factOf = ({ id, slug }: CommentedPage) => ({ pageId: id, slug });

/** Loads a comment with its page, and locks both rows. Throws to those who may not read the page. */
export async function loadComment<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  { slug, id }: { slug: string; id: string },
) {
  const page = await of.load(ctx, (await findMovedTo(ctx.tx, id)) ?? slug);
  const row = await lockComment(ctx, page.id, id);
  return { page, row, fact: { ...factOf(page), commentId: id } };
}

export interface LoadedComment {
  page: CommentedPage;
  row: Awaited<ReturnType<typeof lockComment>>;
  fact: { pageId: string; slug: string; commentId: string };
}

async function lockComment({ tx }: Ctx, pageId: string, id: string) {
  const [row] = await tx
    .select({
      id: comment.id,
      authorId: comment.authorId,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
      purgedFor: comment.purgedFor,
    })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.pageId, pageId)))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "comment");
  return row;
}

/** Counts the visible comments on a page again. */
export const recount = <Page extends CommentedPage>(ctx: Ctx, of: Of<Page>, { id }: { id: string }) =>
  of.saveCount(ctx, id, countShownOn(id));

const countShownOn = (pageId: string) =>
  subselect<number>`(select count(*)::int from ${comment} where ${comment.pageId} = ${pageId} and ${comment.state} = 'shown')`;

/** Erases the text of a comment with its history, what it quotes and where it is quoted, and its files. Its place stays. */
export async function eraseLoaded<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  { page, row }: LoadedComment,
): Promise<void> {
  await ctx.tx.delete(commentVersion).where(eq(commentVersion.commentId, row.id));
  await eraseQuotesOf(ctx, row.id);
  await removeFileUses(ctx, { kind: COMMENT_FILES, id: row.id });
  await ctx.tx
    .update(comment)
    .set({ state: "removed", content: fromTextarea(""), editedAt: null, reason: null })
    .where(eq(comment.id, row.id));
  await recount(ctx, of, page);
}

/** Hides a visible comment; nothing if it is hidden or deleted. `caseId`: flags did, or a decision on them. */
export async function hideLoaded<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  { page, row, fact }: LoadedComment,
  { reason, caseId }: { reason: string | null; caseId?: string },
): Promise<void> {
  if (row.state === "removed") return;
  const isShown = row.state !== "hidden";
  await decide(ctx, row.id, { state: "hidden", reason });
  if (!isShown) return;
  await recount(ctx, of, page);
  await ctx.record("comment.hidden", { ...fact, ...(caseId ? { caseId } : {}) });
}

/** Shows a held or hidden comment. */
export async function showLoaded<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  { page, row, fact }: LoadedComment,
  { caseId }: { caseId?: string } = {},
): Promise<void> {
  await decide(ctx, row.id, { state: "shown", reason: null });
  await recount(ctx, of, page);
  const wasHeld = row.state === "held";
  await ctx.record("comment.shown", { ...fact, wasHeld, ...(caseId ? { caseId } : {}) });
}

/**
 * Replaces the text of a comment and keeps the earlier one. Returns false for the same text. Throws `conflict` /
 * `comment_changed` if it was changed since `seen` earlier texts were there: in another tab, or by a mail. A shown comment
 * that a filter holds is refused: what others answered would disappear with it.
 */
export async function replaceText<Page extends CommentedPage>(
  ctx: Ctx,
  of: Of<Page>,
  { page, row, fact }: LoadedComment,
  { text, seen }: { text: string; seen?: number | undefined },
): Promise<boolean> {
  const before = { content: row.content, quotes: await readStored(ctx, of, row.id) };
  const at = { pageId: page.id, isNumbered: of.isNumbered === true };
  const typed = contentOf(text, row.content as Content);
  const { content, quotes } = await divide(ctx, at, typed, before.quotes);
  if (sameJson(content, before.content) && quotesSame(quotes, before.quotes)) return false;
  await passFilters(ctx, {
    place: COMMENT_PLACE,
    pageId: page.id,
    commentId: row.id,
    read: () => readWritten(typed),
    before: () => readWritten(row.content),
    ifHeld: row.state === "held" ? "reviewed" : "refused",
  });
  const number = await saveVersion(ctx, row);
  if (seen !== undefined && number !== seen + 1) throw new DomainError("conflict", "comment_changed");
  await keepWithVersion(ctx, row.id, number);
  await storeQuotes(ctx, row.id, quotes);
  await ctx.tx.update(comment).set({ content, editedAt: ctx.now }).where(eq(comment.id, row.id));
  await ctx.record("comment.changed", fact);
  return true;
}

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
