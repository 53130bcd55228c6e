import { z } from "zod";

/** A time of the clock as forms send it: "09:00". */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "format");
/** A zone, as the tz database names it. */
export const Zone = z
  .string()
  .max(60)
  .refine((zone) => isZone(zone), "choose");

/** A day and local time in a zone. */
export interface ZonedTime {
  day: string;
  time: string;
  zone: string;
}

/** The zones in which a time can be chosen. */
export const ZONES: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * Converts a local time in a zone to a moment. If it occurs twice (end of summer time) the first one; if it
 * is skipped, later by the clock's jump.
 */
export function momentIn({ day, time, zone }: ZonedTime): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  const fits = [before, after].filter((at) => at + offsetAt(at, zone) === asUtc);
  return new Date(fits.length > 0 ? Math.min(...fits) : before);
}

/** Computes the offset of a zone from UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(at));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(at / 1000) * 1000;
}
