import { createHmac } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";

/** A rate limit. `by`: counted per network address, or per member. */
export interface Limit {
  points: number;
  seconds: number;
  by: "address" | "member";
}

/*
 * Limits of all writes and expensive reads. Each form, action and endpoint names its row;
 * `tests/architecture` exceeds each limit by one. A network address is often a whole room: thirty trainees
 * behind one router register, mistype, request the mail again and sign in within an hour. Limits by address
 * allow for that; what protects an account, a mailbox or the site's reputation as a sender is counted by
 * those (`lib/accounts/back-off.ts`).
 */
export const LIMITS = {
  join: { points: 150, seconds: 3600, by: "address" },
  "sign-in": { points: 120, seconds: 900, by: "address" },
  "second-factor": { points: 90, seconds: 900, by: "address" },
  // Options for a passkey: creates and seals a challenge, stores nothing.
  passkey: { points: 240, seconds: 900, by: "address" },
  "mail-link": { points: 90, seconds: 3600, by: "address" },
  "spend-token": { points: 120, seconds: 900, by: "address" },
  account: { points: 60, seconds: 600, by: "member" },
  save: { points: 90, seconds: 60, by: "member" },
  draft: { points: 120, seconds: 60, by: "member" },
  presence: { points: 60, seconds: 60, by: "member" },
  review: { points: 120, seconds: 60, by: "member" },
  post: { points: 60, seconds: 600, by: "member" },
  comment: { points: 20, seconds: 600, by: "member" },
  // A press each; several on every page that is read.
  reaction: { points: 120, seconds: 600, by: "member" },
  topic: { points: 20, seconds: 3600, by: "member" },
  flag: { points: 20, seconds: 3600, by: "member" },
  // Each requests a page of another site for a new source.
  "source-lookup": { points: 30, seconds: 3600, by: "member" },
  // Each mails someone.
  contact: { points: 20, seconds: 3600, by: "member" },
  // Limits of a day, also by recipient, are in `lib/direct-messages`.
  message: { points: 30, seconds: 600, by: "member" },
  watch: { points: 120, seconds: 60, by: "member" },
  // A script sends it at most once in three seconds for each open topic.
  reading: { points: 240, seconds: 60, by: "member" },
  // Mail programs post for all their users from few addresses (RFC 8058).
  unsubscribe: { points: 900, seconds: 900, by: "address" },
  admin: { points: 120, seconds: 60, by: "member" },
  upload: { points: 120, seconds: 600, by: "member" },
  "upload-part": { points: 1_200, seconds: 60, by: "member" },
  download: { points: 600, seconds: 60, by: "member" },
  archive: { points: 60, seconds: 600, by: "member" },
  // Each is stored for an hour: by member, or by address for public pages.
  "held-form": { points: 60, seconds: 3600, by: "member" },
  "sign-out": { points: 60, seconds: 600, by: "address" },
  export: { points: 5, seconds: 3600, by: "member" },
  // The operator's mail server; the secret is checked after, so that it cannot be guessed fast.
  "inbound-mail": { points: 600, seconds: 60, by: "address" },
  // Mails that say why a reply by mail was refused; further ones are dropped.
  "refused-mail": { points: 10, seconds: 86_400, by: "member" },
  // By query: each costs as much as a dozen stored pages.
  search: { points: 240, seconds: 60, by: "member" },
  // Each pair of revisions is a separate page, drawn from both texts; stored ones are not counted. A large
  // one costs more, see `pointsOfSize`.
  diff: { points: 120, seconds: 60, by: "address" },
  // Filters and other parameters make endless pages; stored ones and pages without parameters are not
  // counted.
  variant: { points: 240, seconds: 60, by: "address" },
  // Each hash is looked up among all generated files.
  verify: { points: 120, seconds: 60, by: "address" },
  // Each may have to be generated; an existing one costs a look-up.
  "document-export": { points: 60, seconds: 60, by: "address" },
  // Without an account; a person reads each.
  report: { points: 30, seconds: 3600, by: "address" },
  // The same; by address and over all of them also `lib/accounts/back-off.ts`. Visitors are counted by network.
  question: { points: 30, seconds: 3600, by: "member" },
  // Sent by browsers automatically, several together.
  "policy-report": { points: 60, seconds: 60, by: "address" },
  suggest: { points: 600, seconds: 60, by: "member" },
  // Suggestions of members' names while writing a comment: fast enough for typing, too slow for reading the
  // whole directory.
  people: { points: 120, seconds: 60, by: "member" },
  // Services that read feeds ask for all their users from few addresses, each once in some minutes.
  feed: { points: 600, seconds: 60, by: "address" },
  // Each may be a year's public data.
  dump: { points: 60, seconds: 3600, by: "address" },
  api: { points: 300, seconds: 60, by: "member" },
  "public-api": { points: 300, seconds: 60, by: "address" },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

const KEY = Symbol.for("octopus.limiters");
const shared = globalThis as { [KEY]?: Map<string, RateLimiterPostgres> };

function limiter(name: LimitName): RateLimiterPostgres {
  shared[KEY] ??= new Map();
  let made = shared[KEY].get(name);
  if (!made) {
    const limit = LIMITS[name];
    made = new RateLimiterPostgres({
      storeClient: pool(),
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: name,
      points: limit.points,
      duration: limit.seconds,
      clearExpiredByTimeout: false,
    });
    shared[KEY].set(name, made);
  }
  return made;
}

/** Keys are hashed with the site's secret: the table stores no network or email addresses. */
function hashed(key: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(key).digest("base64url").slice(0, 32);
}

/** Returns the network that is counted: IPv4 address or IPv6 /64, which one subscriber usually has. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1]) return mapped[1];
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = ip.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}

/**
 * Spends points of a limit. Throws `rate_limited` with `details.retryAfter` (seconds) if none are left, and
 * the database's error if it fails: a limit that cannot be checked refuses.
 */
export async function spend(
  name: LimitName,
  who: { ip: string | null; memberId?: string | null },
  points = 1,
): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  const limit: Limit = LIMITS[name];
  const key =
    limit.by === "member" && who.memberId ? `member:${who.memberId}` : `ip:${networkOf(who.ip ?? "none")}`;
  try {
    await limiter(name).consume(hashed(key), points);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError("rate_limited", "generic", { retryAfter: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
