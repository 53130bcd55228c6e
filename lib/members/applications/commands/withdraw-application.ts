import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { eraseForGood } from "../../erase-person";
import { lockByLink } from "../lock-application";
import type { WithdrawApplication } from "../model";

/**
 * Withdraws an application by the link in a mail, and erases all its data, as for an account. Throws
 * `invalid` (`link`), and `conflict` (`application_settled`) if it was accepted meanwhile.
 */
export async function withdrawApplication(ctx: Ctx, input: WithdrawApplication): Promise<void> {
  ctx.authorize("application.follow");
  const { id: applicationId, memberId, state } = await lockByLink(ctx, input.token);
  if (state === "accepted") throw new DomainError("conflict", "application_settled");
  const [row] = await ctx.tx
    .select({ handle: member.handle })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  await ctx.record("application.withdrawn", { memberId, applicationId });
  await eraseForGood(ctx, { memberId, handle: row?.handle ?? "" });
}
