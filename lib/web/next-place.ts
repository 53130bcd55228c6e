import { type Locale, splitLocale } from "@/lib/i18n/locales";

/** Places that signing in does not lead to: they would ask to sign in again, or are no pages. */
const NO_PLACE = /^\/(?:api|assets|_next|signin|signout|join|forgot|reset)(?:\/|$)/;

export interface Place {
  /** Bare path with its query. */
  to: string;
  /** The language that the address names; undefined: the member's own. */
  locale?: Locale;
}

/** Where signing in leads: the address that was asked for, when it is a page of this site, else the own account. */
export function placeAfter(next: string): Place {
  const home = { to: "/me" };
  if (!next.startsWith("/") || /[\\\p{Cc}]/u.test(next)) return home;
  let url: URL;
  try {
    url = new URL(next, "http://site.invalid");
  } catch {
    return home;
  }
  const { locale, path } = splitLocale(url.pathname);
  // "/..//evil.example" and "/en//evil.example" become "//evil.example" only here.
  const isOurs =
    url.origin === "http://site.invalid" && !url.pathname.startsWith("//") && !path.startsWith("//");
  return isOurs && !NO_PLACE.test(path) ? { to: path + url.search + url.hash, locale } : home;
}
