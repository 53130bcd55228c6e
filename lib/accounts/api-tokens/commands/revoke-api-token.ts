import { and, eq, isNull } from "drizzle-orm";
import { apiToken } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { RevokeApiToken } from "../model";

/**
 * Revokes one of the member's own tokens at once; does nothing if it ended. Throws `not_found` for other
 * members' tokens.
 */
export async function revokeApiToken(ctx: Ctx, input: RevokeApiToken): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const revoked = await ctx.tx
    .update(apiToken)
    .set({ revokedAt: ctx.now })
    .where(
      and(eq(apiToken.id, input.apiTokenId), eq(apiToken.memberId, memberId), isNull(apiToken.revokedAt)),
    )
    .returning({ id: apiToken.id });
  if (revoked.length === 0) {
    const [own] = await ctx.tx
      .select({ id: apiToken.id })
      .from(apiToken)
      .where(and(eq(apiToken.id, input.apiTokenId), eq(apiToken.memberId, memberId)));
    if (!own) throw new DomainError("not_found", "api_token");
    return ctx.skipAudit("the token was revoked already");
  }
  await ctx.record("api-token.revoked", { memberId, apiTokenId: input.apiTokenId });
}
