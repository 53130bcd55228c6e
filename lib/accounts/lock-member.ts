import { eq } from "drizzle-orm";
import { type MemberState, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

export interface LockedMember {
  id: string;
  handle: string;
  state: MemberState;
}

/** A member's row, locked before it is changed. Throws `not_found`, also for one who was erased. */
export async function lockMember(ctx: Ctx, memberId: string): Promise<LockedMember> {
  const [row] = await ctx.tx
    .select({ id: member.id, handle: member.handle, state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (!row || row.state === "erased") throw new DomainError("not_found", "member");
  return row;
}
