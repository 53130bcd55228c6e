import { createHmac } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";

/** How often something may be done. `by`: counted per network address, per member, or per subject given. */
export interface Limit {
  points: number;
  seconds: number;
  by: "address" | "member";
}

/*
 * The limits of every write and of the expensive reads (SECURITY.md H7). A form, action or endpoint names its row;
 * `tests/architecture` walks them all and sends one more than the limit.
 *
 * One network address is often a whole room: thirty people of a training behind one router join, mistype, ask for the
 * mail again and sign in within the hour. So what is counted by address is wide enough for them, and what protects an
 * account, a mailbox or the site's name as a sender is counted by those (`lib/accounts/back-off.ts`).
 */
export const LIMITS = {
  join: { points: 150, seconds: 3600, by: "address" },
  "sign-in": { points: 120, seconds: 900, by: "address" },
  "second-factor": { points: 90, seconds: 900, by: "address" },
  // Options for a passkey: a challenge is made and sealed, nothing is stored.
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
  flag: { points: 20, seconds: 3600, by: "member" },
  // Each mails somebody.
  contact: { points: 20, seconds: 3600, by: "member" },
  // Each mails a member; how many a day is counted by sender and receiver (`lib/members/messages`).
  message: { points: 20, seconds: 3600, by: "member" },
  watch: { points: 120, seconds: 60, by: "member" },
  // Mail programs post for all their readers from few addresses (RFC 8058).
  unsubscribe: { points: 900, seconds: 900, by: "address" },
  admin: { points: 120, seconds: 60, by: "member" },
  upload: { points: 120, seconds: 600, by: "member" },
  "upload-part": { points: 1_200, seconds: 60, by: "member" },
  download: { points: 600, seconds: 60, by: "member" },
  archive: { points: 60, seconds: 600, by: "member" },
  // Each is stored for an hour: by the member on whose page it was drawn, else by address.
  "held-form": { points: 60, seconds: 3600, by: "member" },
  "sign-out": { points: 60, seconds: 600, by: "address" },
  export: { points: 5, seconds: 3600, by: "member" },
  // By what is typed: each costs as much as a dozen pages that are kept.
  search: { points: 240, seconds: 60, by: "member" },
  // Each pair of revisions is a page of its own, drawn from both texts; what is kept is not counted. A large one costs
  // as many points as `pointsOfSize` says.
  diff: { points: 120, seconds: 60, by: "address" },
  // Filters and other parameters make pages without end; what is kept is not counted, nor is a page without them.
  variant: { points: 240, seconds: 60, by: "address" },
  // Each hash is asked for in the table of all that was handed out.
  verify: { points: 120, seconds: 60, by: "address" },
  // Each may have to be drawn first; what is there already costs a look.
  "document-export": { points: 60, seconds: 60, by: "address" },
  // Without an account; each is read by a person.
  report: { points: 30, seconds: 3600, by: "address" },
  // Sent by browsers on their own, in letters of several.
  "policy-report": { points: 60, seconds: 60, by: "address" },
  suggest: { points: 600, seconds: 60, by: "member" },
  // Names of listed members, while a comment is written: as fast as one types, and not the whole directory.
  people: { points: 120, seconds: 60, by: "member" },
  // Each may be all of a year's public data.
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

/** Keys are hashed with the site's secret: the table holds no address and no mail address. */
function hashed(key: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(key).digest("base64url").slice(0, 32);
}

/** Networks are counted by IPv4 address or IPv6 /64: one subscriber usually has the whole /64. */
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
 * Spends a point, or as many as it costs. Throws `rate_limited` with `details.retryAfter` (seconds) when none is left,
 * and whatever the database answers when it can't be asked: a limit that can't be checked refuses.
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
