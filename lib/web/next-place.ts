import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import type { Locale } from "@/lib/i18n/locales";

/** Places that signing in does not lead to: they would ask to sign in again, or are no pages. */
const NO_PLACE = /^\/(?:api|assets|_next|signin|signout|join|forgot|reset)(?:[/?#]|$)/;

export interface Place {
  /** Bare path with its query. */
  to: string;
  /** The language that the address names; undefined where it leads to the own account. */
  locale?: Locale;
}

/** Tells where signing in leads: to the address that was asked for, if it is a page of this site, else to the own account. */
export function placeAfter(next: string): Place {
  const asked = internalPath(next);
  const { locale, to } = splitInternal(asked ?? "/me");
  if (asked === null || NO_PLACE.test(to)) return { to: "/me" };
  return { to, locale };
}

/** Whether a form waits at a place for its sender: it is found again at that very address. */
export function waitsForForm({ to }: Place): boolean {
  const search = new URL(to, "http://site").searchParams;
  return search.has("held") || search.has("send");
}
