import { and, eq, inArray, notInArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";

/**
 * What decides on who may approve a post (`post.approve`): who signs it, and whether there is a moderator besides them
 * who could: one whose second factor is set up, since without it the role sleeps. There is need of one only where the
 * operator asks for a second person (`POST_APPROVAL`).
 */
export async function approvalOf(
  authors: readonly string[],
  on: Queryable = db(),
): Promise<{ authors: readonly string[]; hasOther: boolean }> {
  if (env().POST_APPROVAL === "moderator") return { authors, hasOther: false };
  const [other] = await on
    .select({ id: member.id })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(
        inArray(roleGrant.role, ["moderator", "administrator"]),
        eq(member.state, "active"),
        hasSecondFactor(),
        authors.length > 0 ? notInArray(member.id, [...authors]) : undefined,
      ),
    )
    .limit(1);
  return { authors, hasOther: other !== undefined };
}

/** Whether somebody may say that a post by these authors appears; for the buttons of its pages. */
export async function mayApprove(actor: Actor, authors: readonly string[]): Promise<boolean> {
  return can(actor, "post.publish") && can(actor, "post.approve", await approvalOf(authors));
}
