import { eq } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Browser } from "../browser";
import { groundOf, type Started, startSession } from "../start-session";
import { endTokens, ownerOfSpent, spendToken } from "../token";

export interface VerifyEmail {
  token: string;
  /** What this browser kept when it joined, if it did (`groundOf`). */
  joinedGround: string | null;
  browser: Browser;
}

/** `own`: the member who is signed in has confirmed the address already. */
export type Verified =
  | { is: "in"; started: Started }
  | { is: "own" }
  | { is: "verified" }
  | { is: "waiting" };

/**
 * Spends the link of a verification mail: the address is its member's. Where joining needs approval the application
 * now waits; else the member is active, and the browser that joined with the password kept is signed in. Who brings
 * the link of an address that is confirmed, by a second click, hears just that. Throws `invalid` (`link`) for a link
 * that is too old, replaced or unknown.
 */
export async function verifyEmail(ctx: Ctx, input: VerifyEmail): Promise<Verified> {
  ctx.authorize("account.verify");
  const spent = await spendToken(ctx.tx, ["verify"], input.token, ctx.now);
  if (!spent) return confirmedBefore(ctx, input.token);
  const memberId = spent.memberId;
  const [row] = await ctx.tx
    .select({ state: member.state, handle: member.handle, passwordHash: member.passwordHash })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row?.state !== "unverified") throw new DomainError("invalid", "link");

  await endTokens(ctx.tx, memberId, ["verify"], ctx.now);
  const applicationId = await submitApplication(ctx, memberId);
  await ctx.tx
    .update(member)
    .set({ state: applicationId ? "applied" : "active", verifiedAt: ctx.now })
    .where(eq(member.id, memberId));
  if (applicationId) {
    await ctx.record("member.applied", { memberId, applicationId });
    return { is: "waiting" };
  }
  await ctx.record("member.verified", { memberId, handle: row.handle });
  if (input.joinedGround === null || input.joinedGround !== groundOf(row.passwordHash, null))
    return { is: "verified" };
  const { browser } = input;
  return {
    is: "in",
    started: await startSession(ctx, { memberId, method: "joined", hasSecondFactor: false, browser }),
  };
}

async function confirmedBefore(ctx: Ctx, text: string): Promise<Verified> {
  const memberId = await ownerOfSpent(ctx.tx, "verify", text);
  const [row] = memberId
    ? await ctx.tx.select({ state: member.state }).from(member).where(eq(member.id, memberId))
    : [];
  if (row?.state !== "active" && row?.state !== "applied") throw new DomainError("invalid", "link");
  ctx.untraced("the address was confirmed, and recorded, before");
  if (row.state === "applied") return { is: "waiting" };
  return { is: ctx.actor?.id === memberId ? "own" : "verified" };
}

/** Hands in the application that was made when joining, if there is one. */
async function submitApplication(ctx: Ctx, memberId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .update(application)
    .set({ state: "waiting", createdAt: ctx.now })
    .where(eq(application.memberId, memberId))
    .returning({ id: application.id });
  return row?.id ?? null;
}
