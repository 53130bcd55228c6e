/** Number of items waiting for a decision, and the date of the oldest; null if none. */
export interface Waiting {
  count: number;
  oldest: Date | null;
}

/** Adds up the parts of a queue. */
export function sumWaiting(parts: readonly Waiting[]): Waiting {
  const oldest = parts.flatMap((part) => (part.oldest ? [part.oldest.getTime()] : []));
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    oldest: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
  };
}

/** Days after which reviewers are reminded, and days after which a waiting item counts as a problem. */
export const LATE_DAYS = 7;
export const OVERDUE_DAYS = 30;

/** Minutes after which a task that no worker has begun means that no worker is running. */
export const LATE_MINUTES = 3;

const DAY_MS = 86_400_000;

/** Subtracts days from a moment. */
export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Counts the whole days between two moments. */
export const daysSince = (since: Date, now: Date) => Math.floor((now.getTime() - since.getTime()) / DAY_MS);

/** Grades how long an item has waited; null while it is in time. */
export function latenessOf(since: Date | null, now: Date): "late" | "overdue" | null {
  if (since === null || since >= daysBefore(now, LATE_DAYS)) return null;
  return since < daysBefore(now, OVERDUE_DAYS) ? "overdue" : "late";
}
