import { and, asc, between, eq, inArray, or, sql } from "drizzle-orm";
import { comment, commentMove, commentVersion } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { followMoved } from "@/lib/notices";
import type { Content } from "@/lib/text/nodes";
import { takeFilesAlong } from "./files/attach";
import type { CommentedKind } from "./kind";
import { lastNumber } from "./numbers";
import { indexMoved } from "./search-entries";

/** From which page to which, both with their rows locked. */
interface Way {
  from: string;
  to: string;
}

/** The same, and the slug of the page to which they go. */
interface WayTo extends Way {
  slug: string;
}

/** Which numbered comments of a page: single ones, and those of ranges, both ends included. */
export interface Chosen {
  single: readonly number[];
  ranges: readonly (readonly [number, number])[];
}

/**
 * Finds the ids of chosen comments of a page. Throws `conflict` if a single one is not there any more; of ranges, those
 * that are there.
 */
export async function findNumbered({ tx }: Ctx, pageId: string, chosen: Chosen): Promise<string[]> {
  const single = new Set(chosen.single);
  const rows = await tx
    .select({ id: comment.id, number: comment.number })
    .from(comment)
    .where(
      and(
        eq(comment.pageId, pageId),
        or(
          inArray(comment.number, [...single]),
          ...chosen.ranges.map(([from, to]) => between(comment.number, from, to)),
        ),
      ),
    );
  const found = rows.filter(({ number }) => number !== null && single.has(number));
  if (rows.length === 0 || found.length !== single.size) throw new DomainError("conflict", "replies_moved");
  return rows.map(({ id }) => id);
}

/**
 * Moves numbered comments to another page, in their order: `ids`, or all. Each gets the next number there, or the one
 * that it had there before; its old number leads to it and is never used again. Everything about it stays: versions,
 * reports, notifications, files, what it answers. Returns how many there were, and the first number.
 */
export async function moveComments(
  ctx: Ctx,
  of: CommentedKind,
  { from, to, slug }: WayTo,
  ids: readonly string[] | "all",
): Promise<{ moved: number; first: number }> {
  const rows = await ctx.tx
    .select({ id: comment.id, number: comment.number })
    .from(comment)
    .where(and(eq(comment.pageId, from), ids === "all" ? undefined : inArray(comment.id, [...ids])))
    .orderBy(asc(comment.number))
    .for("no key update");
  if (rows.length === 0) return { moved: 0, first: 0 };
  const all = rows.map(({ id }) => id);
  const back = new Map(
    (
      await ctx.tx
        .delete(commentMove)
        .where(and(eq(commentMove.pageId, to), inArray(commentMove.commentId, all)))
        .returning({ id: commentMove.commentId, number: commentMove.number })
    ).map(({ id, number }) => [id, number]),
  );
  // The numbers of those that come back count as well, although their rows are deleted.
  const last = Math.max(await lastNumber(ctx, to), ...back.values());
  const come = all.filter((id) => !back.has(id));
  const numberOf = new Map([...back, ...come.map((id, n) => [id, last + n + 1] as const)]);
  const numbers = all.map((id) => numberOf.get(id) ?? 0);
  const old = rows.map(({ number }) => number ?? 0);
  const arrays = sql`unnest(${sql.param(all)}::uuid[], ${sql.param(old)}::int[], ${sql.param(numbers)}::int[])
    v(id, old, number)`;
  await ctx.tx.execute(sql`insert into comment_move (page_id, number, comment_id, moved_at)
    select ${from}, v.old, v.id, ${ctx.now.toISOString()}::timestamptz from ${arrays}`);
  await ctx.tx.execute(
    sql`update comment c set post_id = ${to}, number = v.number from ${arrays} where c.id = v.id`,
  );
  await followMoved(ctx, { from, to, ids: all });
  await takeFilesAlong(ctx, of, { ids: all, slug });
  await indexMoved(ctx.tx, [of], all);
  return { moved: all.length, first: Math.min(...numbers) };
}

/** The first message of a page that is merged into another, with its earlier texts, oldest first. */
export interface FirstMessage {
  authorId: string;
  content: Content;
  createdAt: Date;
  /** When it was last changed; null if never. */
  editedAt: Date | null;
  versions: readonly { content: unknown; until: Date }[];
}

/** Makes the first message of a page a comment on another, with the next number there. Its author and dates stay. */
export async function addFirstMessage(
  ctx: Ctx,
  of: readonly CommentedKind[],
  { from, to }: Way,
  { versions, ...message }: FirstMessage,
): Promise<void> {
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(comment).values({
    ...message,
    id,
    pageId: to,
    number: (await lastNumber(ctx, to)) + 1,
    state: "shown",
    clientToken: `message-${from}`,
  });
  if (versions.length > 0)
    await ctx.tx
      .insert(commentVersion)
      .values(versions.map((version, n) => ({ ...version, commentId: id, number: n + 1 })));
  await ctx.tx.insert(commentMove).values({ pageId: from, number: 0, commentId: id, movedAt: ctx.now });
  await indexMoved(ctx.tx, of, [id]);
}
