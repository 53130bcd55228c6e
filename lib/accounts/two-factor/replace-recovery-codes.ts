import { eq } from "drizzle-orm";
import { recoveryCode } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { hashOfCode, newRecoveryCodes } from "./recovery-codes";

/** Gives a member ten new recovery codes in place of all earlier ones, spent or not; keeps their hashes. */
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
