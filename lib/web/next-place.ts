import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import type { Locale } from "@/lib/i18n/locales";

/** Addresses to which sign-in does not return: they would ask to sign in again, or are not pages. */
const NO_PLACE = /^\/(?:api|assets|_next|signin|signout|join|forgot|reset)(?:[/?#]|$)/;

export interface Place {
  /** Path with query. */
  to: string;
  /** Language in the address; undefined for one's own account. */
  locale?: Locale;
}

/** Parses an address to which sign-in can lead: a page of this site; null for any other. */
export function findNextPlace(next: string): Required<Place> | null {
  const asked = internalPath(next);
  if (asked === null) return null;
  const { locale, to } = splitInternal(asked);
  return NO_PLACE.test(to) ? null : { to, locale };
}

/** Decides where sign-in leads: to the requested address if it is a page of this site, else to one's account. */
export function placeAfter(next: string): Place {
  return findNextPlace(next) ?? { to: "/me" };
}

/** Adds where to continue to the address of a page for signing in or joining; nothing if it leads nowhere. */
export function withNext(path: string, next: string): string {
  return findNextPlace(next) ? `${path}?next=${encodeURIComponent(next)}` : path;
}

/** Checks whether a form is held for an address; it is found again only there. */
export function waitsForForm({ to }: Place): boolean {
  const search = new URL(to, "http://site").searchParams;
  return search.has("held") || search.has("send");
}
