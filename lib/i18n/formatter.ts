import { createFormatter } from "use-intl/core";
import { dateTag, type Locale, ordinalFirst } from "./locales";

export type Formatter = ReturnType<typeof createFormatter>;

const formatters = new Map<Locale, Formatter>();

/** Returns the formatter of numbers, dates and lists in a language; times are in UTC. */
export function formatter(locale: Locale): Formatter {
  let f = formatters.get(locale);
  if (!f) {
    // The community writes English dates as 2 December 2024.
    f = createFormatter({ locale: dateTag(locale), timeZone: "UTC" });
    const { dateTime } = f;
    f.dateTime = ((...given: Parameters<typeof dateTime>) =>
      ordinalFirst(dateTime(...given), locale)) as typeof dateTime;
    formatters.set(locale, f);
  }
  return f;
}
