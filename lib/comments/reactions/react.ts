import { and, eq } from "drizzle-orm";
import { comment, commentReaction } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { CommentedKind, CommentedPage } from "../kind";
import type { Reaction, ReactionCounts } from "../model";
import { findMovedTo } from "../moved";
import { NO_REACTIONS, REACTED } from "../reaction-counts";

interface React {
  slug: string;
  id: string;
  reaction: Reaction;
  /** False to take it back. */
  isGiven: boolean;
}

/** A comment after a reaction: the member's own ones, and how many members gave each. */
export interface Reacted {
  slug: string;
  id: string;
  own: Reaction[];
  counts: ReactionCounts;
}

/** One of the two, as the pressed button says. */
export type GiveOrTake = { give?: Reaction | undefined; take?: Reaction | undefined };

/** Gives the reaction of the pressed button, or takes it back. */
export async function pressReaction<Page extends CommentedPage>(
  ctx: Ctx,
  of: CommentedKind<Page>["comments"],
  { give, take, ...at }: { slug: string; id: string } & GiveOrTake,
): Promise<Reacted> {
  const reaction = give ?? take;
  if (reaction === undefined || (give && take)) throw new DomainError("invalid", "fields");
  return react(ctx, of, { ...at, reaction, isGiven: give !== undefined });
}

/**
 * Gives a reaction to a visible comment by another member, or takes it back. It says what shall be, so that a form sent
 * twice changes nothing. Closed discussions take reactions too: those who read later have nothing to add but this.
 */
export async function react<Page extends CommentedPage>(
  ctx: Ctx,
  of: CommentedKind<Page>["comments"],
  { slug, id, reaction, isGiven }: React,
): Promise<Reacted> {
  // Visitors are asked to sign in, whatever they sent.
  ctx.authorize("comment.react", { authorId: "" });
  // A page that was drawn before the comment moved still has its old address.
  const page = await of.load(ctx, (await findMovedTo(ctx.tx, id)) ?? slug);
  const [row] = await ctx.tx
    .select({ authorId: comment.authorId, state: comment.state })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.pageId, page.id)));
  if (row?.state !== "shown") throw new DomainError("not_found", "comment");
  ctx.authorize("comment.react", { authorId: row.authorId });
  of.requireShown(page);
  const memberId = ctx.actor?.id ?? "";
  const isChanged = isGiven
    ? await addReaction(ctx, { commentId: id, memberId, reaction })
    : await removeReaction(ctx, { commentId: id, memberId, reaction });
  if (isChanged)
    await ctx.record("comment.reacted", { pageId: page.id, slug: page.slug, commentId: id, isGiven });
  else ctx.skipAudit(isGiven ? "they gave it already" : "they had not given it");
  return { slug: page.slug, id, ...(await readReactions(ctx, id, memberId)) };
}

type Row = { commentId: string; memberId: string; reaction: Reaction };

async function addReaction({ tx, now }: Ctx, row: Row): Promise<boolean> {
  const given = await tx
    .insert(commentReaction)
    .values({ ...row, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: commentReaction.commentId });
  return given.length > 0;
}

async function removeReaction({ tx }: Ctx, { commentId, memberId, reaction }: Row): Promise<boolean> {
  const taken = await tx
    .delete(commentReaction)
    .where(
      and(
        eq(commentReaction.commentId, commentId),
        eq(commentReaction.memberId, memberId),
        eq(commentReaction.reaction, reaction),
      ),
    )
    .returning({ id: commentReaction.commentId });
  return taken.length > 0;
}

async function readReactions({ tx }: Ctx, id: string, memberId: string) {
  const [row] = await tx
    .select({
      counts: REACTED,
      own: subselect<Reaction[]>`array(select r.reaction from comment_reaction r
        where r.comment_id = ${comment.id} and r.member_id = ${memberId} order by r.reaction)`,
    })
    .from(comment)
    .where(eq(comment.id, id));
  return { own: row?.own ?? [], counts: { ...NO_REACTIONS, ...row?.counts } };
}
