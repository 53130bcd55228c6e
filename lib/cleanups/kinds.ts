import { type SQL, sql } from "drizzle-orm";
import { restorePost, retractPost } from "@/lib/blog";
import { commentCleanup } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { topicCleanup } from "@/lib/discussions";
import { releaseFrom, withholdFile } from "@/lib/files";
import { COMMENTED } from "@/lib/page-kinds";
import { sendAgainAfterCleanup, undoRevision, withdrawForCleanup } from "@/lib/profiles";
import { trainingCleanup } from "@/lib/training";
import type { Cleaned } from "./model";

/** How a step is taken: the words that its author reads, and the clean-up that it belongs to. */
export interface How {
  reason: string;
  /** Id of the clean-up; with it, authors are not notified of each contribution. */
  caseId: string;
}

/** How it is undone: what it was before, and who cleaned up. */
export interface Back extends How {
  before: string;
  byId: string;
}

interface CleanedKind {
  /** SQL: `id` and `at` of what the member `m` contributed and readers or reviewers see. */
  subjects(memberId: string): SQL;
  /** Takes it back. Returns what is needed to restore it; null if there is nothing to do. Throws what refuses it. */
  take(ctx: Ctx, id: string, how: How): Promise<string | null>;
  /** Restores it. Returns false if others decided since. */
  restore(ctx: Ctx, id: string, back: Back): Promise<boolean>;
}

const comments = commentCleanup(COMMENTED);

/** Finds the address of a page by its id. */
async function slugOf({ tx }: Ctx, id: string): Promise<string> {
  const { rows } = await tx.execute<{ slug: string }>(sql`select slug from page where id = ${id}`);
  const [row] = rows;
  if (!row) throw new DomainError("not_found", "generic");
  return row.slug;
}

/** Finds the page and the number of a revision. */
async function placeOf({ tx }: Ctx, id: string): Promise<{ slug: string; number: number }> {
  const { rows } = await tx.execute<{ slug: string; number: number }>(
    sql`select p.slug, r.number from revision r join page p on p.id = r.page_id where r.id = ${id}`,
  );
  const [row] = rows;
  if (!row) throw new DomainError("not_found", "revision");
  return row;
}

/** The summary and the token of an edit that takes back another one. */
const lineOf = (number: number, clientToken: string) => ({ summary: `↺ ${number}`, clientToken });

/** A kind of page that is published: which are the member's, and how one is retracted and published again. */
interface Published {
  table: SQL;
  subjects: CleanedKind["subjects"];
  retract(ctx: Ctx, at: { slug: string; reason: string }): Promise<unknown>;
  restore(ctx: Ctx, at: { slug: string; reason: string }): Promise<unknown>;
}

/** A published page is retracted, and published again with its old date. */
const published = ({ table, subjects, ...of }: Published): CleanedKind => ({
  subjects,
  async take(ctx, id, { reason }) {
    const is = sql`select 1 from ${table} where page_id = ${id} and state = 'published'`;
    if ((await ctx.tx.execute(is)).rowCount !== 1) return null;
    await of.retract(ctx, { slug: await slugOf(ctx, id), reason });
    return "published";
  },
  async restore(ctx, id, { reason }) {
    const is = sql`select 1 from ${table} where page_id = ${id} and state = 'retracted' and retraction_reason = ${reason}`;
    if ((await ctx.tx.execute(is)).rowCount !== 1) return false;
    await of.restore(ctx, { slug: await slugOf(ctx, id), reason });
    return true;
  },
});

/** Every sort of contribution, as a clean-up knows it. Drafts, which only their author reads, and posts of several authors stay. */
export const KINDS: Readonly<Record<Cleaned, CleanedKind>> = {
  pending: {
    subjects: (
      memberId,
    ) => sql`select r.id, r.created_at as at from revision r join page p on p.id = r.page_id
      where r.author_id = ${memberId} and r.state = 'pending' and r.companion_id is null and p.kind = 'profile'`,
    async take(ctx, id) {
      return (await withdrawForCleanup(ctx, await placeOf(ctx, id))) ? "pending" : null;
    },
    // A decided revision never changes, so the same text waits again as a new one of the same author.
    restore: async (ctx, id) => (await sendAgainAfterCleanup(ctx, await placeOf(ctx, id))) !== null,
  },
  comment: {
    subjects: (memberId) => sql`select c.id, c.created_at as at from comment c
      where c.author_id = ${memberId} and c.state in ('shown', 'held')`,
    take: comments.hide,
    restore: comments.restore,
  },
  topic: {
    subjects: (memberId) => sql`select t.page_id as id, t.created_at as at from topic t
      where t.created_by = ${memberId} and t.state in ('shown', 'inside', 'held')`,
    take: topicCleanup.hide,
    restore: topicCleanup.restore,
  },
  post: published({
    table: sql`post`,
    subjects: (
      memberId,
    ) => sql`select o.page_id as id, coalesce(o.published_at, o.created_at) as at from post o
      where o.created_by = ${memberId} and o.state = 'published' and not exists (select 1 from post_author a
        where a.post_id = o.page_id and a.member_id <> ${memberId} and a.state = 'agreed')`,
    retract: retractPost,
    restore: restorePost,
  }),
  training: published(trainingCleanup),
  edit: {
    subjects: (
      memberId,
    ) => sql`select r.id, r.created_at as at from revision r join page p on p.id = r.page_id
      where r.author_id = ${memberId} and r.state = 'published' and r.companion_id is null and r.merged_into_id is null
        and p.kind = 'profile'
        and not exists (select 1 from revision u where u.source_id = r.id and u.tag = 'undo' and u.state = 'published')`,
    async take(ctx, id, { caseId }) {
      const at = await placeOf(ctx, id);
      // Numbers instead of words, as for a rollback.
      const undone = await undoRevision(ctx, { ...at, ...lineOf(at.number, `cleanup-${caseId}-${id}`) });
      return undone.state === "unchanged" ? null : (undone.revisionId ?? null);
    },
    async restore(ctx, _id, { before }) {
      const at = await placeOf(ctx, before);
      const back = await undoRevision(ctx, { ...at, ...lineOf(at.number, `cleanup-back-${before}`) });
      return back.state !== "unchanged";
    },
  },
  file: {
    // Those of comments are closed: they are hidden and shown with them. So are those of drafts, which stay.
    subjects: (memberId) => sql`select f.id, f.created_at as at from file f
      where f.uploader_id = ${memberId} and f.state in ('clean', 'quarantined')
        and exists (select 1 from file_use u where u.file_id = f.id and (u.is_open or u.is_in_review))`,
    take: async (ctx, fileId, { caseId }) =>
      (await withholdFile(ctx, { fileId, caseId })) ? "offered" : null,
    restore: (ctx, fileId, { caseId }) => releaseFrom(ctx, { fileId, caseId }),
  },
};
