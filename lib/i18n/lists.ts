import type { Locale } from "./locales";

const lists = new Map<Locale, Intl.ListFormat>();

/**
 * Several things in one line, as the language strings them together: "a, b, c", « a, b et c », "أ وب وج". English
 * leaves out its "and", which would read as if all had to hold at once; Arabic has no list without one.
 */
export function listText(items: readonly string[], locale: Locale): string {
  let list = lists.get(locale);
  if (!list) {
    list = new Intl.ListFormat(locale, { type: locale === "ar" ? "conjunction" : "unit" });
    lists.set(locale, list);
  }
  return list.format(items);
}
