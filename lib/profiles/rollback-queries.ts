import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { LastRun, RevisionLine } from "@/lib/pages/model";
import { kindOf } from "@/lib/profiles/kinds";
import { contentOf, PROTECTION, readRevisionByNumber } from "@/lib/revisions";
import type { DiffResult } from "@/lib/revisions/model";
import { type SectionKey, translationKey } from "./model";
import { findLastRun, listRevisionsOf } from "./reading";
import { factsOf } from "./section-access";

/** How many of the revisions that would go are named. */
const NAMED = 20;

/** What a rollback of a section would do, for whoever is about to confirm it. */
export interface Rollback extends LastRun {
  /** The revisions that go, newest first; at most 20 of them. */
  revisions: RevisionLine[];
  /** From what stands to what would stand. */
  diff: DiffResult;
}

/**
 * What `rollBackSection` would do to a section now; null where there is nothing to roll back to. Throws `not_found`;
 * `unauthenticated` or `forbidden` to those who may not.
 */
export async function findRollback(
  actor: Actor | null,
  slug: string,
  of: SectionKey,
  on: Queryable = db(),
  lang?: string,
): Promise<Rollback | null> {
  const key = lang === undefined ? of : translationKey(of, lang);
  const [own] = await on
    .select({ pageId: profile.pageId, country: profile.iso2, protection: PROTECTION })
    .from(profile)
    .leftJoin(section, and(eq(section.pageId, profile.pageId), eq(section.key, key)))
    .where(eq(profile.slug, slug));
  if (!own) throw new DomainError("not_found", "profile");
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const facts = factsOf(key, own.country, own.protection);
  for (const action of ["revision.rollback", "section.edit"] as const) {
    if (!can(actor, action, facts))
      throw new DomainError("forbidden", action.replace(".", "_"), { dormant: actor.dormantRoles });
  }
  const run = await findLastRun(slug, key, on);
  if (!run) return null;
  const [revisions, standing, target] = await Promise.all([
    listRevisionsOf(slug, key, { after: run.target.number, limit: NAMED }, on),
    readRevisionByNumber(on, own.pageId, run.last.number),
    readRevisionByNumber(on, own.pageId, run.target.number),
  ]);
  const kind = kindOf(of);
  return { ...run, revisions, diff: kind.diff(contentOf(kind, standing), contentOf(kind, target)) };
}
