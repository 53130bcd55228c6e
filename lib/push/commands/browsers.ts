import { createHash } from "node:crypto";
import { and, count, eq } from "drizzle-orm";
import { pushSubscription } from "@/db/schema/push";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { env } from "@/lib/env";
import { seal } from "@/lib/sealing";
import { type AllowPush, MAX_BROWSERS, type RemovePush } from "../model";

/**
 * Shows notifications in the browser of this session from now on. A browser that is known already is stored anew: it shows
 * the notifications of the member who is signed in now. Throws `conflict` beyond `MAX_BROWSERS`.
 */
export async function allowPush(ctx: Ctx, { endpoint, p256dh, auth }: AllowPush): Promise<void> {
  const { id: memberId = "", sessionId = null } = ctx.actor ?? {};
  ctx.authorize("account.manage", { memberId });
  if (env().WEB_PUSH === "off" || sessionId === null) throw new DomainError("not_found", "push");
  if (!endpoint.startsWith("https:") && env().WEB_PUSH !== "local")
    throw invalidFields({ endpoint: ["format"] });
  await lockMembers(ctx.tx, memberId);
  const hash = createHash("sha256").update(endpoint).digest("hex");
  await ctx.tx.delete(pushSubscription).where(eq(pushSubscription.hash, hash));
  const [all] = await ctx.tx
    .select({ count: count() })
    .from(pushSubscription)
    .where(eq(pushSubscription.memberId, memberId));
  if ((all?.count ?? 0) >= MAX_BROWSERS) throw new DomainError("conflict", "too_many_browsers");
  const pushId = newId(ctx.now.getTime());
  const sealed = seal("push subscription", JSON.stringify({ endpoint, p256dh, auth }), pushId);
  await ctx.tx
    .insert(pushSubscription)
    .values({ id: pushId, memberId, sessionId, hash, sealed, createdAt: ctx.now });
  await ctx.record("push.allowed", { memberId, pushId });
}

/** Ends the notifications in one of the member's browsers. Pressed twice, it is gone. */
export async function removePush(ctx: Ctx, { pushId }: RemovePush): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const { rowCount } = await ctx.tx
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.id, pushId), eq(pushSubscription.memberId, memberId)));
  if (!rowCount) return ctx.skipAudit("it is gone already");
  await ctx.record("push.removed", { memberId, pushId });
}
