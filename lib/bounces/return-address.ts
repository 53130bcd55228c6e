import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, gte, lte } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { env } from "@/lib/env";
import { daysBefore, REPORT_DAYS } from "./model";

/** A mail that was sent to a member. */
export interface SentMail {
  memberId: string;
  /** The address that it was sent to, as the account has it. */
  email: string;
  /** 8 hexadecimal digits of its id. */
  mail: string;
  sentAt: Date;
}

const MINUTE_MS = 60_000;
const ID_DIGITS = 16;
const MINUTE_DIGITS = 7;
export const MAIL_DIGITS = 8;
/** 80 bits: each guess has to be mailed. */
const MARK_BYTES = 10;
/** The letter keeps it apart from addresses for replies. */
const CODE = new RegExp(
  `\\+r([0-9a-f]{${ID_DIGITS}})([0-9a-f]{${MINUTE_DIGITS}})([0-9a-f]{${MAIL_DIGITS}})([0-9a-f]{${2 * MARK_BYTES}})@`,
);
/** Members looked at whose ids begin alike. */
const MOST_ALIKE = 50;

/** Names a mail in its return address. */
export const mailOf = (id: string): string =>
  createHash("sha256").update(id).digest("hex").slice(0, MAIL_DIGITS);

const minuteOf = (at: Date): string =>
  Math.floor(at.getTime() / MINUTE_MS)
    .toString(16)
    .padStart(MINUTE_DIGITS, "0");

/** Signs a mail with the address that it goes to: a report about it is void once the member has another address. */
function markOf({ memberId, email, mail }: Omit<SentMail, "sentAt">, minute: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET)
    .update(`return of mail ${JSON.stringify([memberId, email, mail, minute])}`)
    .digest()
    .subarray(0, MARK_BYTES);
}

/**
 * Returns the address to which servers return one mail (`MAIL FROM`): `REPLY_ADDRESS` with the member, the minute, the mail
 * and a signature after a plus sign. Null on a site that takes no mails.
 */
export function makeReturnAddress(sent: SentMail): string | null {
  const [local, domain] = env().REPLY_ADDRESS?.split("@") ?? [];
  if (local === undefined || domain === undefined) return null;
  const begin = sent.memberId.replaceAll("-", "").slice(0, ID_DIGITS);
  const minute = minuteOf(sent.sentAt);
  return `${local}+r${begin}${minute}${sent.mail}${markOf(sent, minute).toString("hex")}@${domain}`;
}

/**
 * Finds the mail of which an address is the return address, if it was sent in the last 30 days to the address that its
 * member still has; null for any other address.
 */
export async function findReturned(
  address: string,
  now: Date,
  on: Queryable = db(),
): Promise<SentMail | null> {
  const [, begin, minute, mail, mark] = CODE.exec(address.toLowerCase()) ?? [];
  if (begin === undefined || minute === undefined || mail === undefined || mark === undefined) return null;
  // The end of the minute, so that a mail sent right after a reset counts.
  const sentAt = new Date((Number.parseInt(minute, 16) + 1) * MINUTE_MS - 1);
  if (sentAt < daysBefore(now, REPORT_DAYS)) return null;
  const members = await on
    .select({ memberId: member.id, email: member.email })
    .from(member)
    .where(
      and(
        gte(member.id, begin.padEnd(32, "0")),
        lte(member.id, begin.padEnd(32, "f")),
        eq(member.state, "active"),
      ),
    )
    .limit(MOST_ALIKE);
  const given = Buffer.from(mark, "hex");
  const all = members.map(({ memberId, email }) => ({ memberId, email: email ?? "", mail, sentAt }));
  return all.find((one) => timingSafeEqual(markOf(one, minute), given)) ?? null;
}
