import type { Actor } from "@/lib/core/actor";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FirstSteps } from "@/lib/members";
import { findOwnWork, type OwnWork } from "@/lib/own-work";
import { findSlugOf } from "@/lib/profiles/reading";
import { type ListedDraft, listOwnDrafts } from "../drafts/listed-drafts";

/** What waits for a member, as the box shows it. */
export interface Waiting {
  work: OwnWork;
  drafts: readonly ListedDraft[];
  /** The profile of the own country. */
  country: { slug: string; name: string } | null;
  /** Whether the first steps are offered. */
  isNew: boolean;
}

/** Finds what waits for a member, and their own country. */
export async function findWaiting(
  actor: Actor,
  steps: FirstSteps,
  t: Translator,
  locale: Locale,
): Promise<Waiting> {
  const [work, drafts, slug] = await Promise.all([
    findOwnWork(actor),
    listOwnDrafts(actor, t, locale),
    steps.country === null ? null : findSlugOf(steps.country),
  ]);
  const country = slug && steps.country ? { slug, name: countryName(steps.country, locale) } : null;
  return { work, drafts, country, isNew: steps.isOffered };
}
