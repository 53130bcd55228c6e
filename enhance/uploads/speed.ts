/**
 * Milliseconds over which speed is measured: long enough for a slow connection, short enough to follow changes.
 */
const WINDOW = 6_000;

/** Measures the upload speed over the last seconds. */
export class Speed {
  private readonly seen: { at: number; sent: number }[] = [];

  add(at: number, sent: number): void {
    const last = this.seen.at(-1);
    // After a lost connection, the upload resumes at the server's position.
    if (last && sent < last.sent) this.seen.length = 0;
    this.seen.push({ at, sent });
    while (this.seen.length > 2 && at - (this.seen[1]?.at ?? at) >= WINDOW) this.seen.shift();
  }

  /** Returns bytes per second; 0 while unknown. */
  perSecond(now: number): number {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.sent === first.sent || now <= first.at) return 0;
    return ((last.sent - first.sent) / (now - first.at)) * 1000;
  }
}

/** Rounds a duration: seconds in steps of five, then minutes, then half hours. */
export function roughly(seconds: number): [number, "second" | "minute" | "hour"] {
  if (seconds < 57.5) return [Math.max(5, Math.round(seconds / 5) * 5), "second"];
  if (seconds < 3570) return [Math.max(1, Math.round(seconds / 60)), "minute"];
  return [Math.max(1, Math.round(seconds / 1800) / 2), "hour"];
}

const KB = 1024;
const MB = 1024 * KB;

/** Formats sizes, speeds and times in the page's language. */
export class Figures {
  constructor(private readonly language: string) {}

  size(bytes: number): string {
    const [value, unit] = bytes >= MB ? [bytes / MB, "megabyte"] : [Math.max(1, bytes / KB), "kilobyte"];
    return this.number(value, unit, bytes >= MB && bytes < 100 * MB ? 1 : 0);
  }

  speed(bytes: number): string {
    const isFast = bytes >= MB;
    return this.number(
      isFast ? bytes / MB : Math.max(1, bytes / KB),
      isFast ? "megabyte-per-second" : "kilobyte-per-second",
      isFast ? 1 : 0,
    );
  }

  time(seconds: number): string {
    const [value, unit] = roughly(seconds);
    return this.number(value, unit, 1, "long");
  }

  private number(
    value: number,
    unit: string,
    maximumFractionDigits: number,
    unitDisplay: "short" | "long" = "short",
  ): string {
    return new Intl.NumberFormat(this.language, {
      style: "unit",
      unit,
      unitDisplay,
      maximumFractionDigits,
    }).format(value);
  }
}
