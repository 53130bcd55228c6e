import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { owesCharter } from "@/lib/accounts";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

/**
 * Checks whether an administrator other than these could confirm a role: one whose role is not dormant for
 * lack of a second factor or charter.
 */
export function hasConfirmer(besides: readonly string[], on: Queryable): Promise<boolean> {
  return isThereOne(besides, ["active"], on);
}

/**
 * Checks whether there is a third administrator; without one, a single administrator can remove another's
 * role. Suspended ones count, or suspending one would avoid the check; the proposal then waits for their
 * return.
 */
export function hasThird(besides: readonly string[], on: Queryable): Promise<boolean> {
  return isThereOne(besides, ["active", "suspended"], on);
}

async function isThereOne(
  besides: readonly string[],
  states: readonly ("active" | "suspended")[],
  on: Queryable,
): Promise<boolean> {
  const [other] = await on
    .select({ id: member.id })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(
        eq(roleGrant.role, "administrator"),
        inArray(member.state, [...states]),
        hasSecondFactor(),
        sql`not ${sql.raw(owesCharter("member"))}`,
        notInArray(member.id, [...besides]),
      ),
    )
    .limit(1);
  return other !== undefined;
}

/** The same for a member's page, for this administrator assigning a role. */
export async function hasConfirmerFor(actor: Actor, memberId: string): Promise<boolean> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  return hasConfirmer([actor.id, memberId], db());
}

/** Checks whether removing this member's administrator role needs a second administrator. */
export async function takingNeedsSecond(actor: Actor, memberId: string): Promise<boolean> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  return hasThird([actor.id, memberId], db());
}
