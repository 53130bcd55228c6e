import { and, eq, isNull } from "drizzle-orm";
import { apiToken } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { endOtherSessions } from "./two-factor/sessions";

/** Ends every session and personal token of a member except the current session, and records that. */
export async function endAccess(ctx: Ctx, memberId: string): Promise<void> {
  const count = await endOtherSessions(ctx, memberId);
  if (count > 0) await ctx.record("sessions.ended", { memberId, count });
  const revoked = await ctx.tx
    .update(apiToken)
    .set({ revokedAt: ctx.now })
    .where(and(eq(apiToken.memberId, memberId), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  for (const { id } of revoked) await ctx.record("api-token.revoked", { memberId, apiTokenId: id });
}
