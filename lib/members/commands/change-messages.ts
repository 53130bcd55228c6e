import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { ChangeMessages } from "../model";

/** Chooses who can write to the member. */
export async function changeMessages(ctx: Ctx, { messagesFrom }: ChangeMessages): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("profile-page.edit", { memberId });
  // The version before reads `takesMessages`.
  const set = { messagesFrom, takesMessages: messagesFrom === "everyone" };
  await ctx.tx.update(member).set(set).where(eq(member.id, memberId));
  await ctx.record("preference.changed", { memberId, name: "messagesFrom" });
}
