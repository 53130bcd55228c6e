import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockMembers } from "@/lib/core/lock-members";

/** Whether the link of a mail is still valid for its member: former members get no mails, and have no settings. */
export async function isStillMember(memberId: string, on: Queryable = db()): Promise<boolean> {
  const [row] = await on.select({ state: member.state }).from(member).where(eq(member.id, memberId));
  return row !== undefined && row.state !== "erased";
}

/**
 * Returns the content of a mail's link, and locks its member: a mail program and its reader may send the request at the
 * same time, or the member may be erased. Throws `gone` / `reason` for an invalid link and a former member.
 */
export async function requireLinked<Link extends { memberId: string }>(
  ctx: Ctx,
  link: Link | null,
  reason: string,
): Promise<Link> {
  if (link) {
    await lockMembers(ctx.tx, link.memberId);
    if (await isStillMember(link.memberId, ctx.tx)) return link;
  }
  throw new DomainError("gone", reason);
}
