import type { Locale } from "./locales";

const lists = new Map<Locale, Intl.ListFormat>();

/**
 * Joins items as the language does: "a, b, c", « a, b et c », "أ وب وج". English omits "and", which could
 * suggest that all must apply at once; Arabic lists always need it.
 */
export function listText(items: readonly string[], locale: Locale): string {
  let list = lists.get(locale);
  if (!list) {
    list = new Intl.ListFormat(locale, { type: locale === "ar" ? "conjunction" : "unit" });
    lists.set(locale, list);
  }
  return list.format(items);
}
