import { and, count, eq, ne } from "drizzle-orm";
import { webhookEndpoint, webhookEvent } from "@/db/schema/webhooks";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { requireConfirmed } from "@/lib/core/step-up";
import { env } from "@/lib/env";
import { seal } from "@/lib/sealing";
import {
  type ChangeWebhook,
  FORMER_HOURS,
  MAX_ENDPOINTS,
  type OfWebhook,
  type RegisterWebhook,
  type SwitchWebhook,
  TEST_KIND,
} from "../model";
import { makeSecret } from "../signature";

const LOCKED = {
  url: webhookEndpoint.url,
  off: webhookEndpoint.off,
  secret: webhookEndpoint.secret,
  formerSecret: webhookEndpoint.formerSecret,
  formerUntil: webhookEndpoint.formerUntil,
} as const;

/** Locks an endpoint. Throws `not_found` if it is gone. */
export async function lockEndpoint({ tx }: Ctx, id: string) {
  const [found] = await tx
    .select(LOCKED)
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.id, id))
    .for("update");
  if (!found) throw new DomainError("not_found", "webhook");
  return found;
}

/** Refuses an address without TLS, except to this machine in tests, and a name that another endpoint has. */
async function check({ tx }: Ctx, { name, hookUrl }: RegisterWebhook, id: string): Promise<void> {
  if (!hookUrl.startsWith("https:") && env().WEBHOOKS !== "local")
    throw invalidFields({ hookUrl: ["https"] });
  const [other] = await tx
    .select({ id: webhookEndpoint.id })
    .from(webhookEndpoint)
    .where(and(eq(webhookEndpoint.name, name), ne(webhookEndpoint.id, id)));
  if (other) throw invalidFields({ name: ["taken"] });
}

const columnsOf = ({ name, hookUrl, kinds, countries, topics }: RegisterWebhook) => ({
  name,
  url: hookUrl,
  kinds,
  countries,
  topics,
});

/**
 * Registers an endpoint of an organisation. Returns its key, which is shown once. Throws `invalid` if another one has the
 * name, so that a form sent twice makes one; `conflict` beyond `MAX_ENDPOINTS`.
 */
export async function registerWebhook(
  ctx: Ctx,
  input: RegisterWebhook,
): Promise<{ webhookId: string; secret: string }> {
  ctx.authorize("webhook.manage");
  requireConfirmed(ctx);
  const webhookId = newId(ctx.now.getTime());
  await check(ctx, input, webhookId);
  const [all] = await ctx.tx.select({ count: count() }).from(webhookEndpoint);
  if ((all?.count ?? 0) >= MAX_ENDPOINTS) throw new DomainError("conflict", "too_many_webhooks");
  const secret = makeSecret();
  const made = await ctx.tx
    .insert(webhookEndpoint)
    .values({
      id: webhookId,
      ...columnsOf(input),
      secret: seal("webhook secret", secret, webhookId),
      createdBy: ctx.actor?.id ?? null,
      createdAt: ctx.now,
      changedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: webhookEndpoint.id });
  if (made.length === 0) throw invalidFields({ name: ["taken"] });
  await ctx.record("webhook.registered", { webhookId });
  return { webhookId, secret };
}

/** Changes the name, the address or the choice of events. A new address begins without the failures of the former one. */
export async function changeWebhook(ctx: Ctx, input: ChangeWebhook): Promise<void> {
  ctx.authorize("webhook.manage");
  requireConfirmed(ctx);
  const { url } = await lockEndpoint(ctx, input.id);
  await check(ctx, input, input.id);
  const isMoved = url !== input.hookUrl;
  await ctx.tx
    .update(webhookEndpoint)
    .set({
      ...columnsOf(input),
      ...(isMoved ? { failingSince: null, restUntil: null } : {}),
      changedAt: ctx.now,
    })
    .where(eq(webhookEndpoint.id, input.id));
  await ctx.record("webhook.changed", { webhookId: input.id });
}

/**
 * Makes a new key. The former one also signs for a day, so that the receiver can change without missing anything: pressed
 * twice, that is still the one that the receiver has.
 */
export async function rotateWebhookSecret(ctx: Ctx, { id }: OfWebhook): Promise<{ secret: string }> {
  ctx.authorize("webhook.manage");
  requireConfirmed(ctx);
  const found = await lockEndpoint(ctx, id);
  const isChanging = found.formerUntil !== null && found.formerUntil > ctx.now;
  const secret = makeSecret();
  await ctx.tx
    .update(webhookEndpoint)
    .set({
      secret: seal("webhook secret", secret, id),
      formerSecret: isChanging ? found.formerSecret : found.secret,
      formerUntil: new Date(ctx.now.getTime() + FORMER_HOURS * 3_600_000),
      changedAt: ctx.now,
    })
    .where(eq(webhookEndpoint.id, id));
  await ctx.record("webhook.rotated", { webhookId: id });
  return { secret };
}

/** Switches an endpoint on or off. Switched on, it begins without its former failures. */
export async function switchWebhook(ctx: Ctx, { id, isOn }: SwitchWebhook): Promise<void> {
  ctx.authorize("webhook.manage");
  const { off } = await lockEndpoint(ctx, id);
  if ((off === null) === isOn) return ctx.skipAudit("it is so already");
  await ctx.tx
    .update(webhookEndpoint)
    .set({ off: isOn ? null : "chosen", failingSince: null, restUntil: null, changedAt: ctx.now })
    .where(eq(webhookEndpoint.id, id));
  await ctx.record("webhook.switched", { webhookId: id, isOn });
}

/** Removes an endpoint with its key and the list of its deliveries. */
export async function removeWebhook(ctx: Ctx, { id }: OfWebhook): Promise<void> {
  ctx.authorize("webhook.manage");
  await lockEndpoint(ctx, id);
  await ctx.tx
    .delete(webhookEvent)
    .where(and(eq(webhookEvent.kind, TEST_KIND), eq(webhookEvent.subjectId, id)));
  await ctx.tx.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id));
  await ctx.record("webhook.removed", { webhookId: id });
}
