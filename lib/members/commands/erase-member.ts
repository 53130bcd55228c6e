import { and, asc, eq, ne } from "drizzle-orm";
import { erasure, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { eraseForGood, erasePerson } from "../erase-person";
import { requireOtherAdministrator } from "../lock-administrators";
import type { EraseAccount } from "../model";

/**
 * Erases the member's own account (GDPR Art. 17): personal data at once; contributions stay under "Former
 * member". Cannot be undone. Throws `invalid` if the typed handle is not their own, `conflict` for the last
 * administrator, `forbidden` without a recently entered password.
 */
export async function eraseMember(ctx: Ctx, input: EraseAccount): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const [row] = await ctx.tx
    .select({ handle: member.handle, state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (!row) throw new DomainError("not_found", "member");
  if (row.state === "erased")
    return ctx.skipAudit("the form was sent twice, and the first erased the account");
  if (input.typedHandle.toLowerCase() !== row.handle)
    throw invalidFields({ typedHandle: ["handle_differs"] });
  await requireOtherAdministrator(ctx, memberId);
  await eraseForGood(ctx, { memberId, handle: row.handle });
}

/**
 * Erases again the members whose erasure a restored backup has undone; returns how many. `known`: erasures from
 * elsewhere, e.g. the replaced database.
 */
export async function reapplyErasures(
  ctx: Ctx,
  known: readonly { memberId: string; at: Date }[] = [],
): Promise<{ count: number }> {
  ctx.asSystem("a restored backup must not bring back what was erased");
  for (const row of known) {
    await ctx.tx.insert(erasure).values({ memberId: row.memberId, at: row.at }).onConflictDoNothing();
  }
  const back = await ctx.tx
    .select({ id: member.id, handle: member.handle })
    .from(erasure)
    .innerJoin(member, and(eq(member.id, erasure.memberId), ne(member.state, "erased")))
    .orderBy(asc(member.id))
    .for("update", { of: member });
  for (const { id, handle } of back) {
    await erasePerson(ctx, id);
    await ctx.record("member.erased", { memberId: id, handle });
  }
  if (back.length === 0) ctx.skipAudit("the restored backup held nobody who was erased");
  return { count: back.length };
}
