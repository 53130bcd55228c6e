import { and, eq, isNull } from "drizzle-orm";
import { apiToken } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { RevokeApiToken } from "../model";

/** Ends one of the member's own tokens at once. Throws `not_found` for others' tokens and ended ones. */
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
  if (revoked.length === 0) throw new DomainError("not_found", "api_token");
  await ctx.record("api-token.revoked", { memberId, apiTokenId: input.apiTokenId });
}
