import { and, asc, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

/** How many edits of a profile wait for review. */
export function countPending(slug: string, on: Queryable = db()): Promise<number> {
  const own = on
    .select({ id: page.id })
    .from(page)
    .where(and(eq(page.kind, "profile"), eq(page.slug, slug)));
  return on.$count(revision, and(eq(revision.state, "pending"), sql`${revision.pageId} = (${own})`));
}

/** A waiting edit, as reviewers see it. */
export interface PendingRevision {
  id: string;
  number: number;
  section: string;
  summary: string;
  createdAt: Date;
  author: { handle: string; displayName: string } | null;
  isOwn: boolean;
}

/** Edits of a profile that wait for review, oldest first; members only. At most 100. */
export async function listPending(
  actor: Actor | null,
  slug: string,
  on: Queryable = db(),
): Promise<PendingRevision[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const rows = await on
    .select({
      id: revision.id,
      number: revision.number,
      section: section.key,
      summary: revision.summary,
      createdAt: revision.createdAt,
      authorId: revision.authorId,
      country: profile.iso2,
      handle: member.handle,
      displayName: member.displayName,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(and(eq(profile.slug, slug), eq(revision.state, "pending")))
    .orderBy(asc(revision.createdAt))
    .limit(100);
  return rows
    .filter(({ authorId, country }) => can(actor, "revision.read-pending", { authorId, country }))
    .map(({ authorId, country: _country, handle, displayName, ...row }) => ({
      ...row,
      author: handle !== null && displayName !== null ? { handle, displayName } : null,
      isOwn: authorId === actor.id,
    }));
}
