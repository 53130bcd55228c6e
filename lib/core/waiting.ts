/** How much of something waits for a decision, and since when the oldest of it does; null where nothing waits. */
export interface Waiting {
  count: number;
  oldest: Date | null;
}

/** Parts of a queue as one. */
export function sumWaiting(parts: readonly Waiting[]): Waiting {
  const oldest = parts.flatMap((part) => (part.oldest ? [part.oldest.getTime()] : []));
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    oldest: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
  };
}

/** After so many days whoever decides is told again; after so many more that it waits is a fault, and counted. */
export const LATE_DAYS = 7;
export const OVERDUE_DAYS = 30;

const DAY_MS = 86_400_000;

/** The moment so many days before another. */
export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** For how many whole days something has waited. */
export const daysSince = (since: Date, now: Date) => Math.floor((now.getTime() - since.getTime()) / DAY_MS);

/** Whether what waits since a moment waits for too long; null while it does not. */
export function latenessOf(since: Date | null, now: Date): "late" | "overdue" | null {
  if (since === null || since >= daysBefore(now, LATE_DAYS)) return null;
  return since < daysBefore(now, OVERDUE_DAYS) ? "overdue" : "late";
}
