import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { ChangeLanguage } from "../model";

/** Sets the language of a member's mails, and of pages after sign-in. */
export async function changeLanguage(ctx: Ctx, input: ChangeLanguage): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  await ctx.tx.update(member).set({ locale: input.language }).where(eq(member.id, memberId));
  await ctx.record("preference.changed", { memberId, name: "language" });
}
