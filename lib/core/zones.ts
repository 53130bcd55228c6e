/** Names of time zones, for choosing one. */
export const ZONES: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the format of a zone's clock, made once; null for a name that is none. */
function clockOf(zone: string): Intl.DateTimeFormat | null {
  const made = formats.get(zone);
  if (made) return made;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
    return format;
  } catch {
    return null;
  }
}

/** Checks whether a name is that of a time zone. */
export const isZone = (zone: string): boolean => clockOf(zone) !== null;

/**
 * Converts a local time in a zone to a moment. If it occurs twice (end of summer time) the first one; if it
 * is skipped, later by the clock's jump.
 */
export function momentIn({ day, time, zone }: { day: string; time: string; zone: string }): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  const fits = [before, after].filter((at) => at + offsetAt(at, zone) === asUtc);
  return new Date(fits.length > 0 ? Math.min(...fits) : before);
}

/** Computes the offset of a zone from UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = clockOf(zone)?.formatToParts(new Date(at)) ?? [];
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(at / 1000) * 1000;
}
