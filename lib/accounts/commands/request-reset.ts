import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { MailRequest } from "../prepare-mail-request";

/**
 * Requests a password reset: active members and applicants get a link, unverified members the verification
 * mail, others nothing. The caller cannot tell which.
 */
export async function requestReset(ctx: Ctx, input: MailRequest): Promise<void> {
  ctx.authorize("account.reset");
  if (!input.mayMail) return ctx.skipAudit("the mailbox had its share for now");
  const [row] = await ctx.tx
    .select({ id: member.id, state: member.state })
    .from(member)
    .where(eq(member.emailKey, input.emailKey));
  if (row?.state === "active" || row?.state === "applied")
    await ctx.record("reset.requested", { memberId: row.id });
  else if (row?.state === "unverified") await ctx.record("verification.requested", { memberId: row.id });
  else await ctx.record("sign-in.refused", { memberId: row?.id ?? null, reason: "reset" });
}
