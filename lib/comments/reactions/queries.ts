import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentReaction } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import { type CommentedKind, PAGE, pagesOf } from "../kind";
import type { Reaction, Reactors } from "../model";
import { LINE, lineOf } from "../threads";

/** Names on one page. */
const NAMES = 100;

/** Lists a member's reactions to the comments of a page, by comment. None on a page that they may not read. */
export async function listOwnReactions(
  kinds: readonly CommentedKind[],
  actor: Actor,
  { kind, slug }: { kind: string; slug: string },
  on: Queryable = db(),
): Promise<Record<string, Reaction[]>> {
  const of = kinds.find((one) => one.kind === kind);
  if (!of) return {};
  const { rows } = await on.execute<{ id: string; own: Reaction[] }>(sql`
    select r.comment_id as id, array_agg(r.reaction order by r.reaction) as own
    from page g join ${pagesOf([of], actor)} on p.page_id = g.id join comment c on c.post_id = g.id
      join comment_reaction r on r.comment_id = c.id and r.member_id = ${actor.id}
    where g.kind = ${kind} and g.slug = ${slug} and p.is_read group by r.comment_id`);
  return Object.fromEntries(rows.map(({ id, own }) => [id, own]));
}

/** Lists who reacted to a visible comment, for a reader; null for any other comment. */
export async function listReactors(
  of: CommentedKind,
  reader: Actor | null,
  { slug, id, page: number }: { slug: string; id: string; page: number },
  on: Queryable = db(),
): Promise<Reactors | null> {
  const [row] = await on
    .select({ ...LINE, page: PAGE })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .innerJoin(pagesOf([of], reader), sql`p.page_id = ${comment.pageId} and p.slug = ${slug} and p.is_read`)
    .where(and(eq(comment.id, id), eq(comment.state, "shown")));
  if (!row) return null;
  const rows = await on
    .select({
      handle: member.handle,
      displayName: member.displayName,
      state: member.state,
      reactions: sql<
        Reaction[]
      >`array_agg(${commentReaction.reaction} order by ${commentReaction.createdAt}, ${commentReaction.reaction})`,
    })
    .from(commentReaction)
    .innerJoin(member, eq(member.id, commentReaction.memberId))
    .where(eq(commentReaction.commentId, id))
    .groupBy(member.id)
    .orderBy(sql`max(${commentReaction.createdAt}) desc`, member.id)
    .limit(NAMES + 1)
    .offset((number - 1) * NAMES);
  return {
    page: row.page,
    comment: lineOf(row),
    reactors: rows.slice(0, NAMES).map(({ state, reactions, ...name }) => ({
      member: state === "erased" ? null : name,
      reactions,
    })),
    number,
    hasNext: rows.length > NAMES,
  };
}
