import { dateTag, ordinalFirst } from "@/lib/i18n/locales";
import { onPaper } from "./paper";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Returns how long ago, below seven days; null for older times and for those more than a minute ahead. */
export function ago(age: number): [number, Intl.RelativeTimeFormatUnit] | null {
  if (age < -MINUTE || age >= 7 * DAY) return null;
  if (age < MINUTE) return [0, "second"];
  if (age < HOUR) return [-Math.floor(age / MINUTE), "minute"];
  if (age < DAY) return [-Math.floor(age / HOUR), "hour"];
  return [-Math.floor(age / DAY), "day"];
}

/**
 * Documents print times in UTC. Here they are converted for the reader: relative below seven days, otherwise in
 * the reader's time zone, with the exact time and zone as a tooltip. Dates without a time have no "T" and stay. A time that
 * somebody wrote with its zone is shown in the reader's zone, which is named; on paper it stays as written.
 */
export function startTimes(): void {
  const { lang } = document.documentElement;
  const language = dateTag(lang);
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  const dayFormat = new Intl.DateTimeFormat(language, day);
  const minuteFormat = new Intl.DateTimeFormat(language, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const zonedFormat = new Intl.DateTimeFormat(language, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const exactFormat = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "long" });
  const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  // Where only a date is printed there is little room.
  const shortFormat = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });

  const rewrite = (isPaper = false) => {
    for (const element of document.querySelectorAll<HTMLTimeElement>('time[datetime*="T"]')) {
      const moment = new Date(element.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      const { typed } = element.dataset;
      if (typed !== undefined) {
        element.textContent = isPaper ? typed : ordinalFirst(zonedFormat.format(moment), lang);
        element.title = typed;
        continue;
      }
      // A printed page is read on another day, so no relative times.
      const relative = isPaper ? null : ago(Date.now() - moment.getTime());
      const isDay = "day" in element.dataset;
      const text = relative
        ? (isDay ? shortFormat : relativeFormat).format(...relative)
        : ordinalFirst((isDay ? dayFormat : minuteFormat).format(moment), lang);
      if (element.textContent !== text) element.textContent = text;
      element.title = ordinalFirst(exactFormat.format(moment), lang);
    }
  };
  rewrite();
  setInterval(() => rewrite(), MINUTE);
  onPaper(rewrite);
  fillToday(lang);
  document.addEventListener("octopus:redrawn", () => rewrite());
}

/** Fills in the day of reading where a citation has a placeholder. */
function fillToday(lang: string): void {
  const places = document.querySelectorAll<HTMLElement>("[data-today]");
  if (places.length === 0) return;
  const day = new Intl.DateTimeFormat(dateTag(lang), { dateStyle: "long" }).format(new Date());
  for (const place of places) place.textContent = ordinalFirst(day, lang);
}
