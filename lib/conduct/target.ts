import { eq, type SQL } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { isOfficer } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { endIfOver } from "./suspension";

/** A member about whom a moderator acts. */
export interface Target {
  id: string;
  handle: string;
  state: string;
  isOfficer: boolean;
  isAdministrator: boolean;
}

/** Finds and locks the member, and ends a suspension whose time is over. Throws `not_found`. */
export async function lockTarget(ctx: Ctx, which: SQL): Promise<Target> {
  const [row] = await ctx.tx
    .select({
      id: member.id,
      handle: member.handle,
      state: member.state,
      suspendedUntil: member.suspendedUntil,
    })
    .from(member)
    .where(which)
    .for("update");
  if (!row || row.state === "erased") throw new DomainError("not_found", "member");
  if (await endIfOver(ctx, row)) row.state = "active";
  const grants = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, row.id));
  const { id, handle, state } = row;
  return {
    id,
    handle,
    state,
    isOfficer: isOfficer(grants),
    isAdministrator: grants.some(({ role }) => role === "administrator"),
  };
}

/** The same by the handle, as the subject of a rule of the policy. */
export async function lockByHandle(ctx: Ctx, handle: string): Promise<Target> {
  return lockTarget(ctx, eq(member.handle, handle));
}
