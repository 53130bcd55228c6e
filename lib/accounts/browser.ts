import { createHash, randomBytes } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { knownDevice } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";

/** What a request says of its browser. */
export interface Browser {
  /** IPv4 address or IPv6 /64. */
  network: string;
  /** The random text that a browser keeps from its first sign-in on, whoever signed in. */
  deviceToken: string | null;
}

/** What is kept of a browser: a hash with its member, so that two members of one browser can't be joined. */
export function deviceHashOf(memberId: string, deviceToken: string): string {
  return createHash("sha256").update(`${memberId}:${deviceToken}`).digest("hex");
}

/**
 * Remembers that a member used a browser. `isNew`: the member used others before and never this one. Answers the
 * text that the browser is to keep.
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
