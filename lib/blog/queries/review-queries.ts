import { and, asc, count, desc, eq, exists, min, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, post } from "@/db/schema/blog";
import { revision } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Content } from "@/lib/text/nodes";
import { isReported } from "../waiting";

/** A post in a list of its moderators. `at`: since when it waits, or when it is to appear. */
export interface ReviewLine {
  id: string;
  slug: string;
  title: string;
  authors: string[];
  at: Date;
  zone: string | null;
}

/** A comment that waits to be shown. */
export interface HeldComment {
  id: string;
  slug: string;
  title: string;
  author: { handle: string; displayName: string };
  content: Content;
  createdAt: Date;
}

/** A comment that members reported. `createdAt`: of the first report that waits. */
export interface FlaggedComment extends HeldComment {
  reports: number;
}

/** All that waits for a moderator of the blog. */
export interface BlogQueue {
  submitted: ReviewLine[];
  /** Posts with changes of their text that wait. */
  changed: ReviewLine[];
  scheduled: ReviewLine[];
  comments: HeldComment[];
  /** Comments that were reported, the longest first. */
  flagged: FlaggedComment[];
  /** The last that appeared or were retracted. */
  recent: ReviewLine[];
}

const MOST = 100;

/** What waits, the longest first. Throws `forbidden` to who is no moderator. */
export async function listBlogQueue(actor: Actor, on: Queryable = db()): Promise<BlogQueue> {
  if (!can(actor, "post.publish")) throw new DomainError("forbidden", "post_publish");
  const waits = on
    .select({ one: sql`1` })
    .from(revision)
    .where(and(eq(revision.sectionId, post.sectionId), eq(revision.state, "pending")));
  const [submitted, scheduled, changed, recent, comments, flagged] = await Promise.all([
    lines(on).where(eq(post.state, "submitted")).orderBy(asc(post.submittedAt)).limit(MOST),
    lines(on).where(eq(post.state, "scheduled")).orderBy(asc(post.publishAt)).limit(MOST),
    lines(on)
      .where(and(exists(waits), ne(post.state, "removed")))
      .orderBy(asc(post.updatedAt))
      .limit(MOST),
    lines(on)
      .where(sql`${post.state} in ('published', 'retracted')`)
      .orderBy(desc(post.publishedAt))
      .limit(10),
    listHeld(on),
    listFlagged(on),
  ]);
  const by = (moment: "submittedAt" | "publishAt" | "updatedAt" | "publishedAt") => (row: LineRow) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    authors: row.authors,
    at: row[moment] ?? row.updatedAt,
    zone: moment === "publishAt" ? row.publishZone : null,
  });
  return {
    submitted: submitted.map(by("submittedAt")),
    changed: changed.map(by("updatedAt")),
    scheduled: scheduled.map(by("publishAt")),
    recent: recent.map(by("publishedAt")),
    comments,
    flagged,
  };
}

const AUTHORS = subselect<string[]>`(select coalesce(array_agg(m.display_name order by a.position), '{}')
  from post_author a join member m on m.id = a.member_id where a.post_id = ${post.pageId} and a.state = 'agreed')`;

function lines(on: Queryable) {
  return on
    .select({
      id: post.pageId,
      slug: post.slug,
      title: post.title,
      authors: AUTHORS,
      submittedAt: post.submittedAt,
      publishAt: post.publishAt,
      publishZone: post.publishZone,
      publishedAt: post.publishedAt,
      updatedAt: post.updatedAt,
    })
    .from(post)
    .$dynamic();
}
type LineRow = Awaited<ReturnType<typeof lines>>[number];

async function listHeld(on: Queryable): Promise<HeldComment[]> {
  const rows = await on
    .select({
      id: comment.id,
      slug: post.slug,
      title: post.title,
      author: { handle: member.handle, displayName: member.displayName },
      content: comment.content,
      createdAt: comment.createdAt,
    })
    .from(comment)
    .innerJoin(post, eq(post.pageId, comment.postId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(eq(comment.state, "held"))
    .orderBy(asc(comment.createdAt))
    .limit(MOST);
  return rows.map((row) => ({ ...row, content: row.content as Content }));
}

async function listFlagged(on: Queryable): Promise<FlaggedComment[]> {
  const since = min(commentFlag.createdAt);
  const rows = await on
    .select({
      id: comment.id,
      slug: post.slug,
      title: post.title,
      author: { handle: member.handle, displayName: member.displayName },
      content: comment.content,
      createdAt: since,
      reports: count(),
    })
    .from(commentFlag)
    .innerJoin(comment, eq(comment.id, commentFlag.commentId))
    .innerJoin(post, eq(post.pageId, comment.postId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(commentFlag.state, "open"), isReported()))
    .groupBy(comment.id, post.slug, post.title, member.handle, member.displayName)
    .orderBy(asc(since))
    .limit(MOST);
  return rows.flatMap(({ createdAt, content, ...row }) =>
    createdAt ? [{ ...row, createdAt, content: content as Content }] : [],
  );
}
