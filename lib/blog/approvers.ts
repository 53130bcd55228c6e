import { and, eq, inArray, notInArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";

/**
 * Finds the facts for `post.approve`: the authors, and whether another moderator could approve, i.e. one with
 * a second factor, without which the role is dormant. Only needed with POST_APPROVAL=second-person.
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

/** Checks whether an actor may approve a post by these authors; for its buttons. */
export async function mayApprove(actor: Actor, authors: readonly string[]): Promise<boolean> {
  return can(actor, "post.publish") && can(actor, "post.approve", await approvalOf(authors));
}
