import { createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, gte, lte } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { page } from "@/db/schema/revisions";
import { env } from "@/lib/env";

/** A member, and the page on which a mail to their address answers. */
export interface ReplyTo {
  memberId: string;
  pageId: string;
}

/**
 * Marks the line in the site's mails above which answers are written. Whatever the mail program puts around a quotation,
 * everything from this line on is left out.
 */
export const ABOVE = "-=-";

/** Bytes of an id in an address: all of both would be longer than the 64 characters of a local part (RFC 5321). */
const ID_BYTES = 8;
/** 80 bits: each guess has to be mailed. */
const MARK_BYTES = 10;
/** What only reply addresses have, also in the body of a mail. */
export const CODE = new RegExp(
  `\\+([0-9a-f]{${2 * ID_BYTES}})([0-9a-f]{${2 * ID_BYTES}})([0-9a-f]{${2 * MARK_BYTES}})@`,
);

/** Rows looked at whose ids begin alike; ids of one millisecond do. */
const MOST_ALIKE = 50;

const bareId = (id: string) => id.replaceAll("-", "");

function markOf({ memberId, pageId }: ReplyTo): Buffer {
  return createHmac("sha256", env().AUTH_SECRET)
    .update(`reply by mail ${memberId} ${pageId}`)
    .digest()
    .subarray(0, MARK_BYTES);
}

/**
 * Returns the address by which one member answers on one page: `REPLY_ADDRESS` with both and a signature after a plus
 * sign, in lower case because some servers change the case. Null on a site that takes no mails.
 */
export function makeReplyAddress(to: ReplyTo): string | null {
  const [local, domain] = env().REPLY_ADDRESS?.split("@") ?? [];
  if (local === undefined || domain === undefined) return null;
  const begin = (id: string) => bareId(id).slice(0, 2 * ID_BYTES);
  return `${local}+${begin(to.memberId)}${begin(to.pageId)}${markOf(to).toString("hex")}@${domain}`;
}

/** Finds whose reply address one is, and for which page; null for any other address. */
export async function findReplyTo(address: string, on: Queryable = db()): Promise<ReplyTo | null> {
  const [, memberBegin, pageBegin, mark] = CODE.exec(address.toLowerCase()) ?? [];
  if (memberBegin === undefined || pageBegin === undefined || mark === undefined) return null;
  const [members, pages] = await Promise.all([
    on
      .select({ id: member.id })
      .from(member)
      .where(and(...between(member.id, memberBegin), eq(member.state, "active")))
      .limit(MOST_ALIKE),
    on
      .select({ id: page.id })
      .from(page)
      .where(and(...between(page.id, pageBegin)))
      .limit(MOST_ALIKE),
  ]);
  const given = Buffer.from(mark, "hex");
  const all = members.flatMap((one) => pages.map(({ id }) => ({ memberId: one.id, pageId: id })));
  return all.find((one) => timingSafeEqual(markOf(one), given)) ?? null;
}

/** The ids that begin with some digits, as a range so that the primary key finds them. */
const between = (column: typeof member.id | typeof page.id, begin: string) => [
  gte(column, begin.padEnd(32, "0")),
  lte(column, begin.padEnd(32, "f")),
];
