import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentVersion } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findOwnFlag, listOpenFlags } from "@/lib/flags";
import type { CaseOfThing, FlagLine } from "@/lib/flags/model";
import type { Content } from "@/lib/text/nodes";
import { type CommentedKind, PAGE, pagesOf } from "./kind";
import type { CommentedHead, CommentInWork, CommentVersions, WaitingComment } from "./model";
import { COMMENT_FLAGS } from "./model";
import { findMovedTo } from "./moved";
import { listQuotesByVersion } from "./quotes/queries";
import { LINE, lineOf } from "./threads";

/** Finds a page for its comments, or the one that has them now. Throws `not_found` if this reader may not read it; null: a visitor. */
export async function findCommented(
  of: CommentedKind,
  reader: Actor | null,
  slug: string,
  on: Queryable = db(),
): Promise<CommentedHead> {
  const { rows } = await on.execute<{ id: string; path: string; title: string; locked: boolean }>(sql`
    select p.page_id as id, p.path, p.title, p.is_locked as locked from ${pagesOf([of], reader)}
    where p.slug = ${slug} and p.is_read`);
  const [row] = rows;
  const movedTo = row ? null : await of.comments.movedTo?.(slug, on);
  if (movedTo) return findCommented(of, reader, movedTo, on);
  if (!row) throw new DomainError("not_found", of.kind);
  const { locked: isLocked, ...page } = row;
  return { ...page, isLocked };
}

const decider = alias(member, "decider");

/**
 * Finds a visible comment, or any for its author and moderators, with this reader's report and, for
 * moderators, all open ones. Throws `not_found`.
 */
export async function findComment(
  of: CommentedKind,
  actor: Actor,
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<{ page: CommentedHead; comment: CommentInWork; ownFlag: CaseOfThing | null; flags: FlagLine[] }> {
  const page = await findCommented(of, actor, (await findMovedTo(on, id)) ?? slug, on);
  const [row] = await on
    .select({
      id: comment.id,
      state: comment.state,
      content: comment.content,
      author: { id: member.id, handle: member.handle, displayName: member.displayName },
      memberState: member.state,
      createdAt: comment.createdAt,
      editedAt: comment.editedAt,
      reason: comment.reason,
      purgedFor: comment.purgedFor,
      decidedAt: comment.decidedAt,
      decidedBy: decider.displayName,
      number: comment.number,
    })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .leftJoin(decider, eq(decider.id, comment.decidedBy))
    .where(and(eq(comment.id, id), eq(comment.pageId, page.id)));
  if (!row) throw new DomainError("not_found", "comment");
  const { memberState, author, content, reason, purgedFor, decidedAt, decidedBy, ...line } = row;
  const isModerated = can(actor, "comment.moderate");
  const isNear = author.id === actor.id || isModerated;
  if (line.state !== "shown" && !isNear) throw new DomainError("not_found", "comment");
  return {
    page,
    comment: {
      ...line,
      reason: isNear && purgedFor === null ? reason : null,
      purge: purgedFor && {
        why: purgedFor,
        words: isModerated ? (reason ?? "") : "",
        at: decidedAt ?? line.createdAt,
        byName: isModerated ? decidedBy : undefined,
      },
      author: memberState === "erased" ? null : author,
      content: content as Content,
      versions: (await listVersions(on, id)).reverse(),
      quotes: await listQuotesByVersion(of, actor, id, on),
    },
    ownFlag: await findOwnFlag(on, { kind: COMMENT_FLAGS, id, memberId: actor.id }),
    flags: can(actor, "comment.moderate") ? await listOpenFlags(on, COMMENT_FLAGS, id) : [],
  };
}

/** Finds a visible edited comment with its earlier texts, for a reader; null for any other. */
export async function findCommentVersions(
  of: CommentedKind,
  reader: Actor | null,
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<CommentVersions | null> {
  const [row] = await on
    .select({ ...LINE, page: PAGE })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .innerJoin(pagesOf([of], reader), sql`p.page_id = ${comment.pageId} and p.slug = ${slug} and p.is_read`)
    .where(and(eq(comment.id, id), eq(comment.state, "shown")));
  if (!row) return null;
  const versions = await listVersions(on, id);
  if (versions.length === 0) return null;
  const quotes = await listQuotesByVersion(of, reader, id, on);
  return { page: row.page, comment: lineOf(row), versions, quotes };
}

/** Lists the earlier texts of a comment, newest first. */
async function listVersions(on: Queryable, id: string): Promise<CommentVersions["versions"]> {
  const rows = await on
    .select({ number: commentVersion.number, content: commentVersion.content, until: commentVersion.until })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, id))
    .orderBy(desc(commentVersion.number));
  return rows.map((row) => ({ ...row, content: row.content as Content }));
}

/** Maximum of waiting comments on a screen. */
const MOST = 100;

const WAITING = {
  id: comment.id,
  ...PAGE,
  author: { handle: member.handle, displayName: member.displayName },
  content: comment.content,
} as const;

/** Lists held comments on pages of one kind that have readers, oldest first, for moderators. */
export async function listHeldComments(of: CommentedKind, on: Queryable = db()): Promise<WaitingComment[]> {
  const rows = await on
    .select({ ...WAITING, createdAt: comment.createdAt })
    .from(comment)
    .innerJoin(pagesOf([of], "site"), sql`p.page_id = ${comment.pageId} and p.is_read`)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(eq(comment.state, "held"))
    .orderBy(asc(comment.createdAt), asc(comment.id))
    .limit(MOST);
  return rows.map((row) => ({ ...row, content: row.content as Content }));
}
