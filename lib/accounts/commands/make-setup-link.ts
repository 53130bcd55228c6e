import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { endSuspension } from "@/lib/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { env } from "@/lib/env";
import { displaceClaim } from "../displace-claim";
import { grantRole } from "../grant-role";
import { insertMember } from "../insert-member";
import { emailKeyOf } from "../model";
import { makeToken, revokeTokens } from "../token";

/**
 * Creates the one-time link by which the first administrator sets a password: the member of `ADMIN_EMAIL`,
 * created with the role if missing. Valid for 24 hours; replaces an earlier link. Null once an administrator
 * has a password.
 */
export async function makeSetupLink(ctx: Ctx): Promise<string | null> {
  ctx.asSystem("the operator's own link");
  const [ready] = await ctx.tx
    .select({ id: member.id })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(
        eq(roleGrant.role, "administrator"),
        inArray(member.state, ["active", "suspended"]),
        isNotNull(member.passwordHash),
      ),
    )
    .limit(1);
  if (ready) {
    ctx.skipAudit("an administrator has a password");
    return null;
  }
  const found = await findOrMake(ctx);
  await grantRole(ctx, { memberId: found.id, handle: found.handle, role: "administrator", country: "" });
  if (found.hasPassword) return null;
  await revokeTokens(ctx.tx, found.id, ["setup"], ctx.now);
  const text = await makeToken(ctx.tx, { kind: "setup", memberId: found.id }, ctx.now);
  return `${env().APP_URL}/reset?token=${text}`;
}

async function findOrMake(ctx: Ctx): Promise<{ id: string; handle: string; hasPassword: boolean }> {
  const email = env().ADMIN_EMAIL;
  const emailKey = emailKeyOf(email) ?? email.toLowerCase();
  // Removes an unconfirmed registration with the address, which is not the operator's.
  await displaceClaim(ctx.tx, emailKey);
  const [row] = await ctx.tx
    .select({ id: member.id, handle: member.handle, state: member.state, hash: member.passwordHash })
    .from(member)
    .where(eq(member.emailKey, emailKey))
    .for("update");
  if (row) {
    if (row.state === "suspended") await endSuspension(ctx, row, "lifted");
    else if (row.state !== "active")
      await ctx.tx.update(member).set({ state: "active" }).where(eq(member.id, row.id));
    return { id: row.id, handle: row.handle, hasPassword: row.hash !== null };
  }
  const made = await insertMember(ctx, {
    email,
    emailKey,
    passwordHash: null,
    fullName: "Administrator",
    country: null,
    institution: null,
    sector: null,
    locale: "en",
    state: "active",
    charterAcceptedAt: null,
  });
  if (!made) throw new Error("the administrator's address was taken in the same moment");
  await ctx.record("member.verified", { memberId: made.id, handle: made.handle });
  return { ...made, hasPassword: false };
}
