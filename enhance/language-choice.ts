import { isLocale, type Locale, localePath } from "@/lib/i18n/locales";

/** What is known about a reader's languages. */
export interface Reader {
  /** Language of the page. */
  page: string;
  /** The language chosen on this device; null if none. */
  chosen: string | null;
  /** Whether an offer was dismissed on this device. */
  hasDismissed: boolean;
  /** The language of a member's account; null for visitors. */
  profile: string | null;
  /** The browser's preferred languages, in order. */
  browser: readonly string[];
}

/**
 * Returns the language in which to offer the page: the one chosen on this device, else the account's, else the
 * browser's first one that the site has. Null if there is none, if the page is already in it, or if the reader
 * dismissed the offer. Links keep their language for everyone, so a choice is offered again on each page in
 * another language.
 */
export function offeredLanguage(reader: Reader): Locale | null {
  if (reader.hasDismissed) return null;
  const preferred = [reader.chosen, reader.profile, ...reader.browser].filter((tag) => tag !== null);
  const wanted = preferred.map(siteLanguage).find((language) => language !== null) ?? null;
  return wanted === reader.page ? null : wanted;
}

/**
 * Returns the front page in the chosen language for a reader who opens the site's bare address in another one;
 * null otherwise. Only this address means the site as a whole; all others were opened for their page.
 */
export function frontPageOf(path: string, reader: Pick<Reader, "page" | "chosen">): string | null {
  const chosen = reader.chosen === null ? null : siteLanguage(reader.chosen);
  return path === "/" && chosen !== null && chosen !== reader.page ? localePath(chosen, "/") : null;
}

/** Returns the site's language for a browser's tag: "fr-CA" is French. */
function siteLanguage(tag: string): Locale | null {
  const language = tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? "";
  return isLocale(language) ? language : null;
}
