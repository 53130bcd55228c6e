import { z } from "zod";
import type { Report } from "@/lib/notices/model";
import { SectionParams } from "../editing/model";
import type { SectionKey } from "../model";

/** How a section was last found correct: by an edit, by a verification (`Verification`), by "still correct". */
export const CHECKS = ["edit", "verified", "confirmed"] as const;
export type Check = (typeof CHECKS)[number];

/** The weekly mail about overdue sections that have no recipient for reminders. */
export const OVERDUE: Report = { name: "overdue", readers: ["moderator", "administrator"] };

/** Within the period; after it; after twice the period. */
export const FRESHNESS_STATES = ["fresh", "due", "outdated"] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** Who verified a section. */
export const VERIFIERS = ["focal-point", "administrator"] as const;
export type Verifier = (typeof VERIFIERS)[number];

/** Sections with contacts: people and numbers change sooner than laws. */
export const CONTACT_SECTIONS: readonly SectionKey[] = ["institutions", "reporting", "authorities"];

/** Returns the review period of a section in months. */
export function reviewMonths(section: string): number {
  return (CONTACT_SECTIONS as readonly string[]).includes(section) ? 6 : 12;
}

/** Returns the same day some months later, in UTC; the last day of the month if it has no such day. */
export function monthsAfter(at: Date, months: number): Date {
  const later = new Date(at);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(at.getUTCDate(), last));
  return later;
}

/** When a confirmed section is due for review, and when it counts as possibly outdated. */
export function datesAfter(section: string, checkedAt: Date): { reviewBy: Date; outdatedAt: Date } {
  const months = reviewMonths(section);
  return { reviewBy: monthsAfter(checkedAt, months), outdatedAt: monthsAfter(checkedAt, 2 * months) };
}

/** Computes the freshness of a section at a moment. `listBoard` and `insertSeededFreshness` do the same in SQL. */
export function stateAt(dates: { reviewBy: Date; outdatedAt: Date }, now: Date): FreshnessState {
  if (now >= dates.outdatedAt) return "outdated";
  return now >= dates.reviewBy ? "due" : "fresh";
}

/** A verification of a section by a focal point or an administrator; later edits do not remove it. */
export interface Verification {
  at: Date;
  by: Verifier;
  /** The revision that was verified, and how many were published in the section since. */
  number: number;
  editsSince: number;
}

/** Freshness of a section. */
export interface SectionFreshness {
  checkedAt: Date;
  how: Check;
  reviewBy: Date;
  outdatedAt: Date;
  state: FreshnessState;
  verification: Verification | null;
}

/**
 * Whether a section is for its focal point to verify: never verified, edited since, or overdue for review.
 * `listToVerify` does the same in SQL.
 */
export function needsVerification({ verification, state }: SectionFreshness): boolean {
  return verification === null || verification.editsSince > 0 || state !== "fresh";
}

/** A check of a section as its page lists them, newest first. */
export interface CheckLine {
  kind: "verified" | "confirmed";
  at: Date;
  by: string | null;
  handle: string | null;
  number: number;
}

/** A check: the section as of this revision is correct. */
export const CheckSection = SectionParams.extend({ seen: z.coerce.number().int().min(1).max(2_000_000_000) });
export type CheckSection = z.infer<typeof CheckSection>;

/** The same sent by a button: `from` says that it is on the profile, where the member is led back. */
export const CheckSectionForm = CheckSection.extend({
  from: z.literal("profile").optional().catch(undefined),
});

/** A row of the board: the freshness of a country's written sections. */
export interface BoardLine {
  slug: string;
  names: { en: string; fr: string; ar: string };
  region: string | null;
  designation: string | null;
  written: number;
  fresh: number;
  due: number;
  outdated: number;
  verified: number;
  /** The oldest of the days on which its sections were last checked. */
  oldest: Date | null;
}

/** Adds up the lines of one region. */
export function sumLines(lines: readonly BoardLine[]) {
  const sum = (of: (line: BoardLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    countries: lines.length,
    written: sum((line) => line.written),
    fresh: sum((line) => line.fresh),
    due: sum((line) => line.due),
    outdated: sum((line) => line.outdated),
    verified: sum((line) => line.verified),
  };
}

/** Sent by the link in a reminder: its secret, and the revision that was read. */
export const CheckByLink = z.object({
  token: z.string().max(200),
  seen: z.coerce.number().int().min(1).max(2_000_000_000),
});
