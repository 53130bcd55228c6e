import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { OfMember } from "../model";

/** Mails the verification link again on a member's behalf. Throws `conflict` once the address is verified. */
export async function resendVerificationFor(ctx: Ctx, input: OfMember): Promise<void> {
  const [target] = await ctx.tx
    .select({ id: member.id, state: member.state })
    .from(member)
    .where(eq(member.handle, input.handle));
  if (!target) throw new DomainError("not_found", "member");
  ctx.authorize("member.administer");
  if (target.state !== "unverified") throw new DomainError("conflict", "member_verified");
  await ctx.record("verification.requested", { memberId: target.id });
}
