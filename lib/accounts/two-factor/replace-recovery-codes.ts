import { eq } from "drizzle-orm";
import { recoveryCode } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { hashOfCode, newRecoveryCodes } from "./recovery-codes";

/** Replaces all recovery codes of a member by ten new ones; stores their hashes. */
export async function replaceRecoveryCodes(ctx: Ctx, memberId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await ctx.tx.delete(recoveryCode).where(eq(recoveryCode.memberId, memberId));
  await ctx.tx
    .insert(recoveryCode)
    .values(
      codes.map((code) => ({ memberId, hash: hashOfCode(code.replaceAll("-", "")), createdAt: ctx.now })),
    );
  return codes;
}
