import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions/contents";
import { SHOWN_SUMMARY } from "@/lib/revisions/hidden";
import { findCompanion } from "@/lib/revisions/review";
import { publishedBase } from "@/lib/revisions/save";
import { listReviewers } from "./hand-over";
import { partOf } from "./model";
import { findProtection } from "./protection-queries";
import type { DecidedEdit, PendingEdit } from "./review/model";
import { findPendingLine } from "./review-queries";
import { loadRevision, type ProfileSection, profileKinds } from "./section-access";

/**
 * An edit of a profile that waits, with what it would change; or what became of one that waited. Throws
 * `unauthenticated` to a visitor, `not_found` for a revision that never waited, and for one that was not accepted to
 * those who neither wrote nor review it.
 */
export async function findPendingEdit(
  actor: Actor | null,
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<PendingEdit | DecidedEdit> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const found = await loadRevision(on, slug, number);
  const about = { country: found.facts.country, authorId: found.revision.authorId };
  if (!can(actor, "revision.read-pending", about)) throw new DomainError("not_found", "revision");
  const { key } = found.section;
  const line = await findPendingLine(actor, slug, number, on);
  if (!line) return findDecided(actor, { ...found, key }, on);
  const { language } = found;
  return {
    ...line,
    section: key,
    language,
    ...(await compare(on, found, key)),
    ...(await findRights(actor, found, on)),
  };
}

async function findRights(
  actor: Actor,
  { section: { slug, key }, facts, revision: { authorId } }: ProfileSection & { revision: StoredRevision },
  on: Queryable,
): Promise<Pick<PendingEdit, "mayAccept" | "mayAmend" | "protection" | "reviewers">> {
  const edit = { ...facts, authorId };
  const mayAccept = can(actor, "revision.accept", edit);
  const part = partOf(key);
  return {
    mayAccept,
    mayAmend: mayAccept && can(actor, "section.edit", facts) && can(actor, "section.publish", facts),
    reviewers: await listReviewers(actor, edit, on),
    protection: part && facts.protection ? await findProtection(slug, part.section, on) : null,
  };
}

async function compare(on: Queryable, found: ProfileSection & { revision: StoredRevision }, key: string) {
  const kind = profileKinds(key);
  const current = await readRevision(on, found.section.currentRevisionId);
  const base = await publishedBase(on, await readRevision(on, found.revision.baseId));
  const [before, own] = [contentOf(kind, current), contentOf(kind, found.revision)];
  const hasMoved = (base?.id ?? null) !== (current?.id ?? null);
  const merge = hasMoved ? kind.merge(contentOf(kind, base), before, own) : null;
  const diff =
    merge && !merge.clean
      ? kind.diff(contentOf(kind, base), own)
      : kind.diff(before, merge ? merge.content : own);
  const brought = await compareSources(on, found.revision);
  return { diff, ...brought, hasMoved, standing: current?.number ?? null, conflicts: merge?.conflicts ?? [] };
}

/** What the sources that were saved with an edit would change, and what they are called. */
async function compareSources(
  on: Queryable,
  own: StoredRevision,
): Promise<Pick<PendingEdit, "sources" | "sourceTitles">> {
  const companion = await findCompanion(on, own);
  if (!companion || companion.isHidden) return { sources: null, sourceTitles: {} };
  const kind = profileKinds("sources");
  const before = await readRevision(on, companion.parentId);
  const after = contentOf(kind, companion) as { records: { id: string; title: string }[] };
  return {
    sources: kind.diff(contentOf(kind, before), after),
    sourceTitles: Object.fromEntries(after.records.map(({ id, title }) => [id, title])),
  };
}

/** What an edit that was not accepted would have changed in the published text that it was made from. */
async function findProposed(
  on: Queryable,
  own: StoredRevision,
  key: string,
): Promise<DecidedEdit["proposed"]> {
  if (own.state === "published" || own.isHidden) return null;
  const kind = profileKinds(key);
  const base = await publishedBase(on, await readRevision(on, own.baseId));
  const [row] = await on
    .select({ summary: SHOWN_SUMMARY, createdAt: revision.createdAt })
    .from(revision)
    .where(eq(revision.id, own.id));
  if (!row) return null;
  return {
    ...row,
    diff: kind.diff(contentOf(kind, base), contentOf(kind, own)),
    ...(await compareSources(on, own)),
  };
}

async function findDecided(
  actor: Actor,
  found: ProfileSection & { revision: StoredRevision; key: string },
  on: Queryable,
): Promise<DecidedEdit> {
  const [row] = await on
    .select({
      state: revision.state,
      reason: revision.decisionReason,
      decidedAt: revision.decidedAt,
      by: member.displayName,
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.decidedBy))
    .where(eq(revision.id, found.revision.id));
  const { authorId } = found.revision;
  const isOwn = authorId === actor.id;
  const concerns = isOwn || can(actor, "revision.review", { country: found.facts.country, authorId });
  if (!row?.decidedAt || row.state === "pending" || (row.state !== "published" && !concerns))
    throw new DomainError("not_found", "revision");
  return {
    number: found.revision.number,
    section: found.key,
    state: row.state,
    by: row.state === "withdrawn" ? null : row.by,
    reason: row.reason,
    isOwn,
    language: found.language,
    proposed: concerns ? await findProposed(on, found.revision, found.key) : null,
  };
}
