import { POST_DESTINATIONS } from "@/app/[locale]/blog/destinations";
import { PROFILE_DESTINATIONS } from "@/app/[locale]/countries/destinations";
import { FLAG_DESTINATIONS } from "@/app/[locale]/flag/destinations";
import { OWN_DESTINATIONS } from "@/app/[locale]/me/destinations";
import { MATERIAL_DESTINATIONS } from "@/app/[locale]/training/destinations";
import { WATCH_DESTINATIONS } from "@/app/[locale]/watchlist/destinations";
import { TOPIC_DESTINATIONS } from "@/app/topics/destinations";
import { findNextPlace, waitsForForm } from "@/lib/web/next-place";
import type { DestinationRule, DestinationTools, Why } from "./rule";

/** The first rule whose address fits counts. */
const RULES: readonly DestinationRule[] = [
  ...PROFILE_DESTINATIONS,
  ...WATCH_DESTINATIONS,
  ...OWN_DESTINATIONS,
  ...POST_DESTINATIONS,
  ...MATERIAL_DESTINATIONS,
  ...TOPIC_DESTINATIONS,
  ...FLAG_DESTINATIONS,
];

/** Where signing in or joining leads. */
export interface Destination {
  /** Why an account is needed; null for a page that everyone can read. */
  why: Why | null;
  /** Name of the page; null if it has none that everyone may read. */
  name: string | null;
  /** Whether a form that was typed before waits there. */
  hasText: boolean;
}

/**
 * Describes where `next` leads. Null if it leads nowhere on this site, or to the home page, so that there is
 * nothing to say.
 */
export async function findDestination(next: string, tools: DestinationTools): Promise<Destination | null> {
  const place = findNextPlace(next);
  if (!place || place.to === "/") return null;
  const { pathname, searchParams: search } = new URL(place.to, "http://site");
  const hasText = waitsForForm(place);
  for (const rule of RULES) {
    const match = rule.path.exec(pathname);
    if (match) {
      const name = await rule.name({ parts: match.groups ?? {}, search }, tools);
      return { why: rule.why, name, hasText };
    }
  }
  return { why: hasText ? "member" : null, name: null, hasText };
}
