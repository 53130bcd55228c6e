import type { MailTime } from "./model";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long "now" collects changes into one mail. */
export const GATHER_MS = HOUR;
/** Personal notices (decision, message, reply, mention) wait only briefly, to combine several of one sitting. */
export const DECISION_MS = 10 * MINUTE;
const PERSONAL: ReadonlySet<string> = new Set(["mention", "reply", "message", "decision"]);

/** Returns how long "now" collects, by category. */
export function gatherMs(category: string): number {
  return PERSONAL.has(category) ? DECISION_MS : GATHER_MS;
}

/** Hour (UTC) of digests: before the working day in Europe and Africa. */
const DIGEST_HOUR = 5;

/** Computes when a new notice is mailed; null for never. Weekly digests come on Mondays. */
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
