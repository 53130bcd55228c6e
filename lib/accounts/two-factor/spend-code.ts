import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { recoveryCode } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { stepOf } from "./code";
import { hashOfCode, plainCode } from "./recovery-codes";
import { openSecret } from "./secret";

/**
 * Uses up a code of the member's authenticator, or a recovery code; each works once, even for simultaneous
 * requests. Returns which it was, or null for neither: the caller refuses and counts. Part of a sign-in's
 * transaction, which has checked the policy; records only a used recovery code.
 */
export async function spendSecondFactor(
  ctx: Ctx,
  memberId: string,
  code: string,
): Promise<"code" | "recovery" | null> {
  const typed = code.replace(/\s/g, "");
  if (await spendTotp(ctx, memberId, typed)) return "code";
  if (!(await spendRecoveryCode(ctx, memberId, typed))) return null;
  await ctx.record("recovery-code.spent", { memberId });
  return "recovery";
}

async function spendTotp(ctx: Ctx, memberId: string, code: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ secret: member.totpSecret, lastStep: member.totpLastStep })
    .from(member)
    .where(and(eq(member.id, memberId), isNotNull(member.totpEnabledAt)));
  const secret = row?.secret ? openSecret(row.secret, memberId) : null;
  const step = secret ? stepOf(secret, code, ctx.now, row?.lastStep ?? null) : null;
  if (step === null) return false;
  const spent = await ctx.tx
    .update(member)
    .set({ totpLastStep: step })
    .where(and(eq(member.id, memberId), or(isNull(member.totpLastStep), lt(member.totpLastStep, step))))
    .returning({ id: member.id });
  return spent.length > 0;
}

async function spendRecoveryCode(ctx: Ctx, memberId: string, typed: string): Promise<boolean> {
  const plain = plainCode(typed);
  if (!plain) return false;
  const spent = await ctx.tx
    .update(recoveryCode)
    .set({ spentAt: ctx.now })
    .where(
      and(
        eq(recoveryCode.memberId, memberId),
        eq(recoveryCode.hash, hashOfCode(plain)),
        isNull(recoveryCode.spentAt),
      ),
    )
    .returning({ hash: recoveryCode.hash });
  return spent.length > 0;
}
