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

/** Decides where sign-in leads: to the requested address if it is a page of this site, else to one's account. */
export function placeAfter(next: string): Place {
  const asked = internalPath(next);
  const { locale, to } = splitInternal(asked ?? "/me");
  if (asked === null || NO_PLACE.test(to)) return { to: "/me" };
  return { to, locale };
}

/** Checks whether a form is held for an address; it is found again only there. */
export function waitsForForm({ to }: Place): boolean {
  const search = new URL(to, "http://site").searchParams;
  return search.has("held") || search.has("send");
}
