/** Languages of the interface, the default first. The default has no prefix in addresses. */
export const LOCALES = ["en", "fr", "ar"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/** Each language named in itself, as the switch shows it. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", fr: "Français", ar: "العربية" };

export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** Returns the writing direction of a language tag, for the scripts used on this site. */
export function direction(language: string): "ltr" | "rtl" {
  return /^(ar|fa|he|ur|ps|dv|ku)\b/i.test(language) ? "rtl" : "ltr";
}

/** Returns the locale for dates and times: English with the day first and 24 hours. */
export function dateTag(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

/** Writes the first day of a month as French does: "1er mai 2006". Other texts and languages are returned unchanged. */
export function ordinalFirst(text: string, locale: string): string {
  return locale === "fr" ? text.replace(/^1(?=\s\p{L})/u, "1er") : text;
}

/**
 * Characters at the start of an address that browsers skip or read as a slash: "/\t/host" and "/\\host" are
 * "//host".
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some and trim the others.
const LEADING = /^[\u0000-\u0020/\\]*/;

/**
 * Returns the address of `path` (which starts with "/") in a language: English without prefix, others with one.
 * The result is always an address of this site: extra slashes, after which a host could follow, are removed.
 */
export function localePath(locale: Locale, path: string): string {
  // Most paths are our own and begin with one slash and a letter.
  const own = /^\/[\w?#]/.test(path) ? path : `/${path.replace(LEADING, "")}`;
  if (locale === DEFAULT_LOCALE) return own;
  return own === "/" ? `/${locale}` : `/${locale}${own}`;
}

/** Splits an address into its language and the bare path. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
  const [, first = "", ...rest] = pathname.split("/");
  if (first !== "" && isLocale(first)) return { locale: first, path: `/${rest.join("/")}` };
  return { locale: DEFAULT_LOCALE, path: pathname };
}
