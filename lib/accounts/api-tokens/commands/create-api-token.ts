import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { apiToken } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import type { ApiScope } from "@/lib/core/scopes";
import { requireConfirmed } from "@/lib/core/step-up";
import { hashToken } from "../hash";
import { type CreateApiToken, MAX_TOKENS } from "../model";

const SECRET_BYTES = 32;

/**
 * Creates a personal API token: `oct_` and 256 random bits, of which only the SHA-256 and the last four
 * characters are stored. It never has more rights than its owner at the time of use. Throws `invalid` if a
 * valid token has the name (so a form sent twice creates one), `conflict` beyond `MAX_TOKENS`.
 */
export async function createApiToken(
  ctx: Ctx,
  input: CreateApiToken,
): Promise<{ apiTokenId: string; token: string; scopes: ApiScope[] }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  await lockMembers(ctx.tx, memberId);
  const inForce = await ctx.tx
    .select({ name: apiToken.name })
    .from(apiToken)
    .where(and(eq(apiToken.memberId, memberId), isNull(apiToken.revokedAt), gt(apiToken.expiresAt, ctx.now)));
  if (inForce.some(({ name }) => name === input.purpose)) throw invalidFields({ purpose: ["taken"] });
  if (inForce.length >= MAX_TOKENS) throw new DomainError("conflict", "too_many_tokens");

  const token = `oct_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  const apiTokenId = newId(ctx.now.getTime());
  await ctx.tx.insert(apiToken).values({
    id: apiTokenId,
    memberId,
    name: input.purpose,
    hash: hashToken(token),
    hint: token.slice(-4),
    scopes: [...input.scopes],
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + input.days * 86_400_000),
  });
  await ctx.record("api-token.created", { memberId, apiTokenId });
  return { apiTokenId, token, scopes: input.scopes };
}
