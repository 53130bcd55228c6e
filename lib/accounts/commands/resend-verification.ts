import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { MailRequest } from "../prepare-mail-request";

/** Sends the verification mail again to an unverified address; does not reveal whether it is one. */
export async function resendVerification(ctx: Ctx, input: MailRequest): Promise<void> {
  ctx.authorize("account.verify");
  if (!input.mayMail) return ctx.skipAudit("the mailbox had its share for now");
  const [row] = await ctx.tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.emailKey, input.emailKey), eq(member.state, "unverified")));
  if (row) await ctx.record("verification.requested", { memberId: row.id });
  else await ctx.record("sign-in.refused", { memberId: null, reason: "resend" });
}
