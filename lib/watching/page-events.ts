import { and, eq, sql } from "drizzle-orm";
import { comment, post, postAuthor } from "@/db/schema/blog";
import { type PageEventKind, pageEvent, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { idFor, newId } from "@/lib/core/id";
import { newestOf } from "./things";

/*
 * What happens to posts and materials is noted in the transaction of whoever does it: one row, however many watch.
 * A job then tells those who do (decision 7).
 */

interface Event {
  /** The same id again is the same event, of which nobody hears twice. */
  id: string;
  pageId: string;
  kind: PageEventKind;
  subjectId: string;
  actorId: string | null;
}

async function note(ctx: Ctx, event: Event): Promise<void> {
  const made = await ctx.tx
    .insert(pageEvent)
    .values({ ...event, at: ctx.now })
    .onConflictDoNothing()
    .returning({ id: pageEvent.id });
  if (made.length === 0) return;
  const payload = JSON.stringify({ pageEventId: event.id });
  await ctx.tx.execute(sql`select graphile_worker.add_job('tell-page-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from watch w where w.page_id = ${event.pageId})`);
}

/** What can happen only once to what it names: a comment that is hidden for a while is told of once. */
const once = (kind: PageEventKind, subjectId: string) => idFor("page-event", kind, subjectId);

/** The text of a post changed that readers have. Of a profile its revisions say so; a draft has no readers. */
export async function noteChange(
  ctx: Ctx,
  fact: { pageId: string; pageKind: string; revisionId: string; authorId: string | null },
): Promise<void> {
  if (fact.pageKind !== "post") return;
  const [row] = await ctx.tx.select({ state: post.state }).from(post).where(eq(post.pageId, fact.pageId));
  if (row?.state !== "published") return;
  const { pageId, revisionId: subjectId, authorId: actorId } = fact;
  await note(ctx, { id: once("change", subjectId), pageId, kind: "change", subjectId, actorId });
}

/** A post says what was put right in it. */
export async function noteCorrection(
  ctx: Ctx,
  fact: { pageId: string; correctionId: string },
): Promise<void> {
  const { pageId, correctionId: subjectId } = fact;
  const id = once("correction", subjectId);
  await note(ctx, { id, pageId, kind: "correction", subjectId, actorId: ctx.actor?.id ?? null });
}

/** A comment can be read: at once, or when somebody has looked at it. */
export async function noteComment(ctx: Ctx, fact: { pageId: string; commentId: string }): Promise<void> {
  const { pageId, commentId: subjectId } = fact;
  const [row] = await ctx.tx
    .select({ authorId: comment.authorId, state: comment.state })
    .from(comment)
    .where(eq(comment.id, subjectId));
  if (row?.state !== "shown") return;
  const id = once("comment", subjectId);
  await note(ctx, { id, pageId, kind: "comment", subjectId, actorId: row.authorId });
}

/** A new version of a material can be had. */
export async function noteVersion(ctx: Ctx, fact: { pageId: string; versionId: string }): Promise<void> {
  const { pageId, versionId: subjectId } = fact;
  const id = once("version", subjectId);
  await note(ctx, { id, pageId, kind: "version", subjectId, actorId: ctx.actor?.id ?? null });
}

/** A material has other files than before: what it is now is a version, which says what is otherwise. */
export async function noteFiles(ctx: Ctx, fact: { pageId: string; versionId: string }): Promise<void> {
  const { pageId, versionId: subjectId } = fact;
  const id = once("files", subjectId);
  await note(ctx, { id, pageId, kind: "files", subjectId, actorId: ctx.actor?.id ?? null });
}

/** A post or a material was taken back. */
export async function noteRetraction(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const id = newId(ctx.now.getTime());
  await note(ctx, { id, pageId, kind: "retracted", subjectId: pageId, actorId: ctx.actor?.id ?? null });
}

/** What was taken back can be read again. */
export async function noteRestoration(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const id = newId(ctx.now.getTime());
  await note(ctx, { id, pageId, kind: "restored", subjectId: pageId, actorId: ctx.actor?.id ?? null });
}

/** Who signs a post later watches it as the others do. */
export async function watchSignedPost(
  ctx: Ctx,
  { pageId, memberId, isSigned }: { pageId: string; memberId: string; isSigned: boolean },
): Promise<void> {
  const [row] = await ctx.tx.select({ state: post.state }).from(post).where(eq(post.pageId, pageId));
  if (isSigned && row?.state === "published") await watchAs(ctx, pageId, [memberId]);
}

/** Who signs a post watches it from its first day on; who chose otherwise before keeps that. */
export async function watchOwnPost(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [again] = await ctx.tx
    .select({ id: pageEvent.id })
    .from(pageEvent)
    .where(sql`${pageEvent.pageId} = ${pageId} and ${pageEvent.kind} = 'retracted'`)
    .limit(1);
  if (again) return;
  const authors = await ctx.tx
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "agreed")))
    .orderBy(postAuthor.memberId);
  await watchAs(
    ctx,
    pageId,
    authors.map(({ memberId }) => memberId),
  );
}

async function watchAs(ctx: Ctx, pageId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await ctx.tx
    .insert(watch)
    .values(
      memberIds.map((memberId) => ({
        ...{
          memberId,
          kind: "post",
          key: pageId,
          pageId,
          level: "watching" as const,
          reason: "own" as const,
        },
        ...{
          since: ctx.now,
          seenNumber: newestOf(sql`${pageId}::uuid`),
          seenAt: ctx.now,
          createdAt: ctx.now,
        },
      })),
    )
    .onConflictDoNothing();
}
