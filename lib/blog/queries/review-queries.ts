import { and, asc, desc, eq, exists, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { revision } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { listHeldComments } from "@/lib/comments";
import type { WaitingComment } from "@/lib/comments/model";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { postPages } from "../page-kind";

/** A post in a moderator's list. `at`: since when it waits, or its scheduled time. */
export interface ReviewLine {
  id: string;
  slug: string;
  title: string;
  authors: string[];
  at: Date;
  zone: string | null;
}

/** Everything that waits for a moderator of the blog. */
export interface BlogQueue {
  submitted: ReviewLine[];
  /** Posts with pending changes. */
  changed: ReviewLine[];
  scheduled: ReviewLine[];
  comments: WaitingComment[];
  /** Recently published or retracted posts. */
  recent: ReviewLine[];
}

const MOST = 100;

/** Lists what waits, oldest first. Throws `forbidden` to non-moderators. */
export async function listBlogQueue(actor: Actor, on: Queryable = db()): Promise<BlogQueue> {
  if (!can(actor, "post.publish")) throw new DomainError("forbidden", "post_publish");
  const waits = on
    .select({ one: sql`1` })
    .from(revision)
    .where(and(eq(revision.sectionId, post.sectionId), eq(revision.state, "pending")));
  const [submitted, scheduled, changed, recent, comments] = await Promise.all([
    lines(on).where(eq(post.state, "submitted")).orderBy(asc(post.submittedAt), asc(post.pageId)).limit(MOST),
    lines(on).where(eq(post.state, "scheduled")).orderBy(asc(post.publishAt), asc(post.pageId)).limit(MOST),
    lines(on)
      .where(and(exists(waits), ne(post.state, "removed")))
      .orderBy(asc(post.updatedAt), asc(post.pageId))
      .limit(MOST),
    lines(on)
      .where(sql`${post.state} in ('published', 'retracted')`)
      .orderBy(desc(post.publishedAt), desc(post.pageId))
      .limit(10),
    listHeldComments(postPages, on),
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
