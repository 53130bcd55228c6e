import { and, asc, desc, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { page, type RevisionState, type RevisionTag, revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import type { ProfileNames } from "./queries";

/** A revision in a member's own list, whatever became of it. */
export interface OwnRevision {
  id: string;
  slug: string;
  names: ProfileNames;
  section: string;
  number: number;
  summary: string;
  tag: RevisionTag;
  state: RevisionState;
  sizeChange: number;
  createdAt: Date;
  /** Why it was rejected. */
  decisionReason: string | null;
}

/** The own revisions in profiles and what became of each, newest first, keyed by time. Throws `unauthenticated` to a visitor. */
export async function listOwnRevisions(
  actor: Actor | null,
  { before }: { before?: string | undefined } = {},
  on: Queryable = db(),
): Promise<Page<OwnRevision>> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const size = 25;
  const [time = "", id = ""] = before?.split(".") ?? [];
  const rows = await on
    .select({
      id: revision.id,
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      section: section.key,
      number: revision.number,
      summary: revision.summary,
      tag: revision.tag,
      state: revision.state,
      sizeChange: revision.sizeChange,
      createdAt: revision.createdAt,
      decisionReason: revision.decisionReason,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(
      and(
        eq(revision.authorId, actor.id),
        /^\d{1,15}$/.test(time) && /^[0-9a-f-]{36}$/.test(id)
          ? sql`(${revision.createdAt}, ${revision.id}) < (${new Date(Number(time))}, ${id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(revision.createdAt), desc(revision.id))
    .limit(size + 1);
  const lines = rows.map(({ en, fr, ar, ...row }) => ({ ...row, names: { en, fr, ar } }));
  return cutPage(lines, (line) => `${line.createdAt.getTime()}.${line.id}`, { size, cursor: before });
}

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
