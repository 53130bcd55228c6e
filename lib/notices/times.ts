import type { MailTime } from "./model";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long "now" gathers before it is mailed: ten changes within an hour are one mail. */
export const GATHER_MS = HOUR;
/** What concerns a member in person waits only for more of the same sitting: a decision, a reply. */
export const DECISION_MS = 10 * MINUTE;
const PERSONAL: ReadonlySet<string> = new Set(["mention", "reply", "decision"]);

/** How long "now" gathers, by what a notice is about. */
export function gatherMs(category: string): number {
  return PERSONAL.has(category) ? DECISION_MS : GATHER_MS;
}

/** The hour of the day (UTC) at which digests become due, before work begins in Europe and Africa. */
const DIGEST_HOUR = 5;

/** When a notice that comes up now goes out by mail; null for never. Weekly digests come on Mondays. */
export function dueAt(time: MailTime, now: Date, gather: number = GATHER_MS): Date | null {
  if (time === "none") return null;
  if (time === "now") return new Date(now.getTime() + gather);
  const next = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), DIGEST_HOUR),
  ).getTime();
  const daily = next > now.getTime() ? next : next + DAY;
  if (time === "daily") return new Date(daily);
  const weekday = new Date(daily).getUTCDay();
  return new Date(daily + ((8 - weekday) % 7) * DAY);
}
