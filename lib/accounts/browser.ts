import { createHash, randomBytes } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { knownDevice } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";

/** Properties of a request's browser. */
export interface Browser {
  /** IPv4 address, or IPv6 /64 network. */
  network: string;
  /** Random text that a browser keeps from its first sign-in on, for all members using it. */
  deviceToken: string | null;
}

/** Computes the stored hash of a browser and its member, so that two members using one browser cannot be linked. */
export function deviceHashOf(memberId: string, deviceToken: string): string {
  return createHash("sha256").update(`${memberId}:${deviceToken}`).digest("hex");
}

/**
 * Records that a member used a browser. `isNew`: the member has used others but not this one. Returns the
 * text for the browser to keep.
 */
export async function recordBrowser(
  ctx: Ctx,
  memberId: string,
  browser: Browser,
): Promise<{ deviceToken: string; isNew: boolean }> {
  const deviceToken = browser.deviceToken ?? randomBytes(32).toString("base64url");
  const hash = deviceHashOf(memberId, deviceToken);
  const [known] = await ctx.tx
    .update(knownDevice)
    .set({ lastSeenAt: ctx.now })
    .where(and(eq(knownDevice.memberId, memberId), eq(knownDevice.hash, hash)))
    .returning({ hash: knownDevice.hash });
  if (known) return { deviceToken, isNew: false };
  await ctx.tx
    .insert(knownDevice)
    .values({ memberId, hash, firstSeenAt: ctx.now, lastSeenAt: ctx.now })
    .onConflictDoNothing();
  const others = await ctx.tx
    .select({ hash: knownDevice.hash })
    .from(knownDevice)
    .where(and(eq(knownDevice.memberId, memberId), ne(knownDevice.hash, hash)))
    .limit(1);
  return { deviceToken, isNew: others.length > 0 };
}
