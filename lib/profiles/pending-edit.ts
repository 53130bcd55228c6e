import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findProtection } from "@/lib/pages/moderation";
import { compareWaiting, findDecided, listReviewers } from "@/lib/pages/review";
import type { DecidedEdit } from "@/lib/pages/review/model";
import type { StoredRevision } from "@/lib/revisions";
import { historyOf, partOf } from "./model";
import type { PendingEdit } from "./review/model";
import { findPendingLine } from "./review-queries";
import { loadRevision, type ProfileSection, profileKinds } from "./section-access";

/**
 * Finds a pending edit of a profile with its changes; or the outcome of one that was pending. Throws
 * `unauthenticated` for visitors; `not_found` for a revision that was never pending, and for a rejected or
 * withdrawn one unless the reader wrote it or can review it.
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
  if (!line) {
    const isOwn = about.authorId === actor.id;
    const concerns = isOwn || can(actor, "revision.review", about);
    return findDecided(on, profileKinds, found, { isOwn, concerns });
  }
  const { language } = found;
  return {
    ...line,
    section: key,
    language,
    ...(await compareWaiting(on, profileKinds, found)),
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
    protection: part && facts.protection ? await findProtection(historyOf(slug), part.section, on) : null,
  };
}
