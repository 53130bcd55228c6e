import { createHmac } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

interface Tier {
  points: number;
  seconds: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/*
 * Limits on guessing passwords. Each guess is counted before it is checked, so a hundred at once count as a
 * hundred; a right one clears the count. Tiers lengthen the wait: a minute, a quarter of an hour, an hour, a
 * day. Strangers' guesses are counted by account and network, and by account over all networks, there at most
 * 100 a day (NIST SP 800-63B-4, 3.2.2). A browser that signed in before has its own count, so strangers
 * cannot lock the owner out; a password reset makes the browser a known one.
 */
export const TIERS = {
  "password-from-network": [
    { points: 5, seconds: MINUTE },
    { points: 10, seconds: 15 * MINUTE },
    { points: 20, seconds: HOUR },
  ],
  "password-from-strangers": [
    { points: 40, seconds: HOUR },
    { points: 100, seconds: DAY },
  ],
  "password-from-known": [
    { points: 10, seconds: MINUTE },
    { points: 30, seconds: HOUR },
    { points: 100, seconds: DAY },
  ],
  /** The second factor, and a password entered again, are counted only for those who got that far. */
  "second-factor": [
    { points: 5, seconds: MINUTE },
    { points: 15, seconds: HOUR },
    { points: 50, seconds: DAY },
  ],
  confirmation: [
    { points: 5, seconds: MINUTE },
    { points: 20, seconds: HOUR },
  ],
  /** Mails of one kind to one address that strangers can trigger, so that a mailbox cannot be flooded. */
  mail: [
    { points: 4, seconds: HOUR },
    { points: 12, seconds: DAY },
  ],
  /** All these mails together, so that many networks cannot make the site send spam. */
  "mail-of-site": [
    { points: 1_000, seconds: HOUR },
    { points: 5_000, seconds: DAY },
  ],
  /** Questions of one address or member to the people who run the site, and of all together. */
  question: [
    { points: 5, seconds: HOUR },
    { points: 15, seconds: DAY },
  ],
  "question-of-site": [
    { points: 200, seconds: HOUR },
    { points: 1_000, seconds: DAY },
  ],
  /** Reports of content without an address of their sender, all together. */
  "unsigned-report": [
    { points: 100, seconds: HOUR },
    { points: 400, seconds: DAY },
  ],
} as const satisfies Record<string, readonly Tier[]>;

type Counted = keyof typeof TIERS;

const KEY = Symbol.for("octopus.back-off");
const shared = globalThis as { [KEY]?: Map<string, RateLimiterPostgres> };

function limiter(name: Counted, tier: Tier): RateLimiterPostgres {
  shared[KEY] ??= new Map();
  const id = `${name}-${tier.seconds}`;
  let made = shared[KEY].get(id);
  if (!made) {
    made = new RateLimiterPostgres({
      storeClient: pool(),
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: id,
      points: tier.points,
      duration: tier.seconds,
      clearExpiredByTimeout: false,
    });
    shared[KEY].set(id, made);
  }
  return made;
}

/** Hashes a key with the site's secret, so that the table stores no addresses. */
function hashed(key: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(key).digest("base64url").slice(0, 32);
}

/** Counts one on each tier in turn. At the first full one it stops, and returns the seconds to wait. */
async function count(name: Counted, key: string): Promise<number | null> {
  if (env().RATE_LIMITS === "off") return null;
  for (const tier of TIERS[name]) {
    try {
      await limiter(name, tier).consume(hashed(key));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  }
  return null;
}

async function resetCounters(name: Counted, key: string): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  for (const tier of TIERS[name]) await limiter(name, tier).delete(hashed(key));
}

function refuse(reason: string, retryAfter: number | null): void {
  if (retryAfter !== null) throw new DomainError("rate_limited", reason, { retryAfter });
}

export type MailKind = "join" | "verification" | "reset" | "application" | "invitation" | "report";

/** Source of a guess: account (the address's key, existing or not), network and known browser. */
export interface Guess {
  account: string;
  network: string;
  /** Hash of a browser that signed in to this account before. */
  knownDevice: string | null;
}

/** Counts a guess at a password. Throws `rate_limited` with `details.retryAfter` in seconds. */
export async function countGuess(guess: Guess): Promise<void> {
  if (guess.knownDevice !== null) {
    refuse("sign_in", await count("password-from-known", `${guess.account} ${guess.knownDevice}`));
    return;
  }
  refuse("sign_in", await count("password-from-network", `${guess.account} ${guess.network}`));
  refuse("sign_in", await count("password-from-strangers", guess.account));
}

/** Clears the counts after a right guess, including those of strangers. */
export async function resetGuesses(guess: Guess): Promise<void> {
  if (guess.knownDevice !== null)
    await resetCounters("password-from-known", `${guess.account} ${guess.knownDevice}`);
  await resetCounters("password-from-network", `${guess.account} ${guess.network}`);
  await resetCounters("password-from-strangers", guess.account);
}

/** Counts a guess at a member's second factor. Throws `rate_limited`. */
export async function countCode(memberId: string): Promise<void> {
  refuse("second_factor", await count("second-factor", memberId));
}

export async function resetCodes(memberId: string): Promise<void> {
  await resetCounters("second-factor", memberId);
}

/** Counts a guess at the password of someone signed in. Throws `rate_limited`. */
export async function countConfirmation(memberId: string): Promise<void> {
  refuse("sign_in", await count("confirmation", memberId));
}

export async function resetConfirmations(memberId: string): Promise<void> {
  await resetCounters("confirmation", memberId);
}

/**
 * Counts one more mail of a kind to an address, existing or not, and returns whether it may be sent. Throws
 * `rate_limited` if strangers triggered the site's maximum per hour or day: that reveals nothing about the address,
 * and the person must know that no mail will come.
 */
export async function mayMail(kind: MailKind, emailKey: string): Promise<boolean> {
  if ((await count("mail", `${kind} ${emailKey}`)) !== null) return false;
  const retryAfter = await count("mail-of-site", "all");
  if (retryAfter !== null) log().warn({ event: "mail.budget-spent", retryAfter });
  refuse("mail_of_site", retryAfter);
  return true;
}

/**
 * Counts a question of a sender (the key of an address, or the id of a member). Throws `rate_limited` (`question`)
 * if the sender, or all together, have asked as many as people can answer.
 */
export async function countQuestion(sender: string): Promise<void> {
  refuse("question", await count("question", sender));
  const retryAfter = await count("question-of-site", "all");
  if (retryAfter !== null) log().warn({ event: "question.budget-spent", retryAfter });
  refuse("question", retryAfter);
}

/** Counts a report of content whose sender gave no address. Throws `rate_limited` if all together sent too many. */
export async function countUnsignedReport(): Promise<void> {
  const retryAfter = await count("unsigned-report", "all");
  if (retryAfter !== null) log().warn({ event: "unsigned-report.budget-spent", retryAfter });
  refuse("question", retryAfter);
}
