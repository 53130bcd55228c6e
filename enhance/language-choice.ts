import { isLocale, type Locale, localePath } from "@/lib/i18n/locales";

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
 * The language in which the page is offered: the one that was chosen on this device, else the account's, else the first
 * of the browser's that the site has. Nothing is offered to who reads in it already or who sent an offer away. An
 * address has its language, whoever follows it, so that a choice is offered again on each page in another language.
 */
export function offeredLanguage(reader: Reader): Locale | null {
  if (reader.hasDismissed) return null;
  const preferred = [reader.chosen, reader.profile, ...reader.browser].filter((tag) => tag !== null);
  const wanted = preferred.map(siteLanguage).find((language) => language !== null) ?? null;
  return wanted === reader.page ? null : wanted;
}

/**
 * Where the bare address of the site leads to for who chose another language than its own: its front page in that.
 * Only this address stands for the site as a whole. Every other one was followed for the page, and stays as it is.
 */
export function frontPageOf(path: string, reader: Pick<Reader, "page" | "chosen">): string | null {
  const chosen = reader.chosen === null ? null : siteLanguage(reader.chosen);
  return path === "/" && chosen !== null && chosen !== reader.page ? localePath(chosen, "/") : null;
}

/** The site's language that a browser's tag means: "fr-CA" is French. */
function siteLanguage(tag: string): Locale | null {
  const language = tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? "";
  return isLocale(language) ? language : null;
}
