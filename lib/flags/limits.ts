import { type Actor, hasRole } from "@/lib/core/actor";

/*
 * The numbers of flags, all in one place. Those marked D are the defaults of Discourse (its settings and models of 2023).
 * Discourse counts a level of trust from 0 to 4, which asks for a visit every second day. Officials do not visit so often,
 * so we count a verified office and the standing on this platform instead.
 */

/** What every flag weighs at least. (D: 1.) */
const BASE = 1;
/** Standing: accounts of the first day, members, members with trusted edits. (D: levels 0, 1, 2.) */
const STANDING = { isNew: 0, member: 1, trusted: 2 } as const;
/** Hours for which an account is new. (D: the first day has limits of its own.) */
const NEW_HOURS = 24;
/** A verified office: an administrator checked who the member is. */
const OFFICE = 1;
/** Moderators and administrators, instead of standing and office. (D: 5.) */
const STAFF = 5;

/** Decided flags from which accuracy counts. (D: more than 5.) */
const COUNTED_AFTER = 5;
/** Share of upheld flags above which accuracy adds, and below which it takes away. (D: 70 %.) */
const NEUTRAL = 0.7;
/** The bonus is the distance from neutral, times this, times the logarithm to base 4 of their number. (D: 5.) */
const ACCURACY = 5;

/**
 * Weight at which flags hide a thing. (D: base 12.5 times sensitivity "medium", 6/9.) Five members with an account of more
 * than a day reach it, or three trusted ones.
 */
export const HIDES_AT = 8.33;
/** Different members whose flags are needed to hide a thing, whatever they weigh. (D: 3, to silence for spam.) */
export const HIDERS = 3;

/** Hours for which a moderator has reserved a case. (As for edits.) */
export const CLAIM_HOURS = 24;
/** Hours until the same member can flag the same thing again after a decision. (D: 24.) */
export const AGAIN_HOURS = 24;
/** Hours after which moderators are reminded of a case. (D: 48.) */
export const REMIND_HOURS = 48;
/** Days for which decided flags are stored; the accuracy of a member is counted over these. */
export const FLAG_DAYS = 90;

/** What decides the weight of a member's flag. `createdAt`: of the account; the counts are of decided flags. */
export interface FlaggerRecord {
  createdAt: Date;
  upheld: number;
  dismissed: number;
}

/** Computes what a member's flag weighs: standing, office and accuracy. Never negative. */
export function weightOf(actor: Actor, record: FlaggerRecord, now: Date): number {
  return Math.max(0, Math.round((BASE + standingOf(actor, record, now) + accuracyOf(record)) * 100) / 100);
}

function standingOf(actor: Actor, { createdAt }: FlaggerRecord, now: Date): number {
  if (hasRole(actor, "moderator") || hasRole(actor, "administrator")) return STAFF;
  const isNew = now.getTime() - createdAt.getTime() < NEW_HOURS * 3_600_000;
  const standing = hasRole(actor, "trusted") ? "trusted" : isNew ? "isNew" : "member";
  const isVerified = hasRole(actor, "practitioner") || hasRole(actor, "focal-point");
  return STANDING[standing] + (isVerified ? OFFICE : 0);
}

function accuracyOf({ upheld, dismissed }: FlaggerRecord): number {
  const decided = upheld + dismissed;
  if (decided <= COUNTED_AFTER) return 0;
  const share = upheld / decided;
  const distance = share >= NEUTRAL ? (share - NEUTRAL) / (1 - NEUTRAL) : (share - NEUTRAL) / NEUTRAL;
  return distance * (Math.log(decided) / Math.log(4)) * ACCURACY;
}
