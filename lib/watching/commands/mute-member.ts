import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { memberMute } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

/**
 * Mutes a member for another, or unmutes them: what they write makes no notices any more, and is not counted. They are
 * not told, and nothing that they see changes. Throws `not_found` for an unknown member.
 */
export async function muteMember(
  ctx: Ctx,
  { handle, isMuted }: { handle: string; isMuted: boolean },
): Promise<{ handle: string }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit("whom a member mutes is nobody else's business");
  const [other] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.handle, handle));
  // Nobody mutes themselves: no page offers it.
  if (!other || other.id === memberId) throw new DomainError("not_found", "member");
  if (isMuted)
    await ctx.tx
      .insert(memberMute)
      .values({ memberId, mutedId: other.id, createdAt: ctx.now })
      .onConflictDoNothing();
  else
    await ctx.tx
      .delete(memberMute)
      .where(and(eq(memberMute.memberId, memberId), eq(memberMute.mutedId, other.id)));
  return { handle };
}
