import { formatter } from "@/lib/i18n/formatter";
import type { Locale } from "@/lib/i18n/locales";

const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const LONG_DAY = { day: "numeric", month: "long", year: "numeric" } as const;
const MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

/** Returns a time in UTC to the second, in the format of `datetime`. */
export function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/**
 * A time, printed in UTC; the script converts it to the reader's time zone, or under seven days to "3 hours
 * ago". `isDayOnly` prints only the date.
 */
export function Time({
  at,
  locale,
  isDayOnly = false,
}: {
  at: Date | string;
  locale: Locale;
  isDayOnly?: boolean;
}) {
  const moment = new Date(at);
  const text = formatter(locale).dateTime(moment, isDayOnly ? DAY : { ...DAY, ...MINUTE });
  return (
    <time dateTime={stamp(moment)} data-day={isDayOnly ? "" : undefined}>
      {text}
    </time>
  );
}

/** A calendar date ("2017-04-01", a month "2017-04" or a year "2017"), which time zones do not shift. */
export function Day({ day, locale, isLong = false }: { day: string; locale: Locale; isLong?: boolean }) {
  return <time dateTime={day}>{dayText(day, locale, isLong)}</time>;
}

/** Returns the same as text, for attributes and sentences. */
export function dayText(day: string, locale: Locale, isLong = false): string {
  const [year = "", month, date] = day.split("-");
  const moment = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(date ?? 1)));
  const full = isLong ? LONG_DAY : DAY;
  if (!month) return formatter(locale).dateTime(moment, { year: "numeric" });
  if (!date) return formatter(locale).dateTime(moment, { year: full.year, month: full.month });
  return formatter(locale).dateTime(moment, full);
}
