import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { owesCharter } from "@/lib/accounts";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

/**
 * Whether there is an administrator besides these members who could confirm a role: one whose role does not sleep, for
 * want of a second factor or of the charter that single sign-on leaves open.
 */
export function hasConfirmer(besides: readonly string[], on: Queryable): Promise<boolean> {
  return isThereOne(besides, ["active"], on);
}

/**
 * Whether there is a third administrator, without whom this one's word is enough to take the role from that one. One who
 * is suspended counts: else whoever suspended them could do without them. Then the proposal waits for their return.
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

/** The same for the page of a member, as this administrator would give them a role. */
export async function hasConfirmerFor(actor: Actor, memberId: string): Promise<boolean> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  return hasConfirmer([actor.id, memberId], db());
}

/** Whether taking the administrator's role from a member waits for another one's word, for this administrator. */
export async function takingNeedsSecond(actor: Actor, memberId: string): Promise<boolean> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  return hasThird([actor.id, memberId], db());
}
