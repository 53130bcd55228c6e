import { isLocale, type Locale } from "@/lib/i18n/locales";

/** What is known of a reader's languages. */
export interface Reader {
  /** The language that the page is in. */
  page: string;
  /** What was chosen on this device; null where nothing was. */
  chosen: string | null;
  /** Whether an offer was sent away on this device. */
  hasDismissed: boolean;
  /** The language of a member's account; null for visitors. */
  profile: string | null;
  /** What the browser prefers, first things first. */
  browser: readonly string[];
}

/**
 * The language in which the page is offered: the account's, else the first of the browser's that the site has. Nothing
 * is offered to who reads in it already, who chose a language, or who sent an offer away.
 */
export function offeredLanguage(reader: Reader): Locale | null {
  if (reader.chosen !== null || reader.hasDismissed) return null;
  const preferred = reader.profile === null ? reader.browser : [reader.profile, ...reader.browser];
  const wanted = preferred.map(siteLanguage).find((language) => language !== null) ?? null;
  return wanted === reader.page ? null : wanted;
}

/** The site's language that a browser's tag means: "fr-CA" is French. */
function siteLanguage(tag: string): Locale | null {
  const language = tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? "";
  return isLocale(language) ? language : null;
}
