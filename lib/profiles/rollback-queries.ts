import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { compareLastRun } from "@/lib/pages";
import type { Rollback } from "@/lib/pages/model";
import { kindOf } from "@/lib/profiles/kinds";
import { PROTECTION } from "@/lib/revisions";
import { historyOf, type SectionKey, translationKey } from "./model";
import { factsOf } from "./section-access";
import type { InLanguage } from "./section-queries";

/**
 * Previews what `rollBackSection` would change; null if there is nothing to roll back to. Throws `not_found`;
 * `unauthenticated` or `forbidden` without permission.
 */
export async function findRollback(
  actor: Actor | null,
  slug: string,
  of: SectionKey,
  { lang, on = db() }: InLanguage = {},
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
  return compareLastRun({ ...historyOf(slug), pageId: own.pageId }, kindOf(of), key, on);
}
