import ical, { ICalAlarmType, ICalCalendarMethod } from "ical-generator";
import { readMoment } from "./checks/values";
import type { FormId } from "./forms";

/**
 * Time limits that a request starts, in days. `isChecked`: compared with the text of the instrument; the others are from
 * memory, and are shown as unverified.
 */
export const CLOCKS = {
  /** An order to preserve under Article 16, paragraph 2 of Convention 185. */
  "order-16": { days: 90, isChecked: false },
  /** Article 29, paragraph 7 of Convention 185: at least this long, so that a request for mutual assistance can follow. */
  "preservation-29": { days: 60, isChecked: false },
  /** Article 7, paragraph 7 of Protocol 224: without an answer, Article 8 can be used. */
  "order-7": { days: 30, isChecked: false },
  "serve-8": { days: 45, isChecked: false },
  "subscriber-8": { days: 20, isChecked: false },
  "traffic-8": { days: 45, isChecked: false },
  "eu-preservation": { days: 60, isChecked: false },
  "eu-extension": { days: 90, isChecked: false },
} as const;
export type ClockId = keyof typeof CLOCKS;

/** The clocks that begin with each kind of request. */
export const CLOCKS_OF: Partial<Record<FormId, readonly ClockId[]>> = {
  preservation: ["preservation-29", "order-16", "eu-preservation", "eu-extension"],
  extension: ["preservation-29", "eu-extension"],
  "order-7": ["order-7"],
  "effect-8": ["serve-8", "subscriber-8", "traffic-8"],
};

/** Days before the end at which a calendar reminds. */
const REMINDERS = [14, 3] as const;
const DAY = 86_400;

/** The day on which a clock ends that begins on a day (ISO dates); null for a day that cannot be read. */
export function endOf(clock: ClockId, begin: string): string | null {
  const moment = readMoment(begin);
  if (!moment) return null;
  return new Date(moment.at + CLOCKS[clock].days * DAY * 1000).toISOString().slice(0, 10);
}

/** A time limit as a calendar file. `now`: when it is made, in milliseconds. */
export function calendarOf(
  entry: { title: string; end: string; note: string },
  id: string,
  now: number,
): string {
  const calendar = ical({ prodId: "//Octopus Community//Requests//EN", method: ICalCalendarMethod.PUBLISH });
  const event = calendar.createEvent({
    id,
    allDay: true,
    start: new Date(`${entry.end}T00:00:00Z`),
    timezone: "UTC",
    stamp: new Date(now),
    summary: entry.title,
    description: entry.note,
  });
  for (const days of REMINDERS)
    event.createAlarm({ type: ICalAlarmType.display, trigger: days * DAY, description: entry.title });
  return `${calendar.toString()}\r\n`;
}
