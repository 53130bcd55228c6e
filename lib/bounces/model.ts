import { z } from "zod";

/** The form that tries an address again: its button is all. */
export const TryAddressAgain = z.object({});

/** Weights of a bounce: `soft`, the mail may arrive later; `hard`, it never will. */
export const WEIGHTS = { soft: 1, hard: 2 } as const;
export type Weight = (typeof WEIGHTS)[keyof typeof WEIGHTS];

/** The score at which mails that can be switched off are no longer sent to an address. */
export const STOPS_AT = 4;

/** Days after the last bounce at which the score is zero again. */
export const RESET_DAYS = 30;

/** Days after which a report about a mail is not counted any more: servers try for five at most. */
export const REPORT_DAYS = 30;

/** Days for which bounces are stored: longer than one can be reported, so that none counts twice. */
export const KEPT_DAYS = 90;

/** Characters of a server's answer that are stored. */
export const MOST_REASON = 300;

/** Why a mail did not arrive. */
export interface Bounce {
  weight: Weight;
  /** Its code, such as `5.1.1` (RFC 3463) or `550`; empty if there is none. */
  status: string;
  /** What the server said, on one line. */
  reason: string;
}

/** What a member, or an administrator, sees of mails that came back. */
export interface BounceState {
  /** The address that the mails were sent to. */
  email: string;
  since: Date;
  lastAt: Date;
  /** Since when notifications are not sent; null while they are. */
  stoppedAt: Date | null;
  score: number;
  status: string;
  reason: string;
}

const DAY_MS = 86_400_000;

/** The moment that is some days before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

export const daysAfter = (at: Date, days: number): Date => daysBefore(at, -days);

/** Makes one line of what a server said, without characters that could be read as something else. */
export function reasonOf(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim()
    .slice(0, MOST_REASON);
}

/**
 * Weighs a code. Those of the group 5.7 say that a server does not accept mails from this site, so they are soft: they
 * are no fault of the address.
 */
export function weightOf(status: string): Weight {
  return status.startsWith("5") && !status.startsWith("5.7") ? WEIGHTS.hard : WEIGHTS.soft;
}
