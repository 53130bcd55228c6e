import { and, eq, inArray } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import type { MailRequest } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";

/** Mails the link to an application to its address; does not reveal whether there is one. */
export async function requestStatusLink(ctx: Ctx, input: MailRequest): Promise<void> {
  ctx.authorize("application.follow");
  if (!input.mayMail) return ctx.skipAudit("the mailbox had its share for now");
  const [row] = await ctx.tx
    .select({ memberId: member.id, applicationId: application.id })
    .from(member)
    .innerJoin(application, eq(application.memberId, member.id))
    .where(
      and(eq(member.emailKey, input.emailKey), inArray(application.state, ["waiting", "asked", "refused"])),
    );
  if (row) await ctx.record("application.link-requested", row);
  else await ctx.record("sign-in.refused", { memberId: null, reason: "application-link" });
}
