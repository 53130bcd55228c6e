import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { webhookDelivery, webhookEndpoint, webhookEvent } from "@/db/schema/webhooks";
import { SYSTEM, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { type Guard, LOCAL, type Posted, PUBLIC, post } from "@/lib/outgoing/guarded";
import { readPublic } from "./kinds";
import { DAY, FAILING_DAYS, isReceived, nextAttempt, REST } from "./model";
import { messageId, payloadOf } from "./payload";
import { secretsOf } from "./secrets";
import { signaturesOf } from "./signature";
import { queueDelivery } from "./spread";

const GONE = 410;

/** In read-only mode too: what happened before is still told. */
const EVEN_READ_ONLY = { evenReadOnly: true };

async function find(id: string) {
  const [row] = await db()
    .select({ delivery: webhookDelivery, endpoint: webhookEndpoint, event: webhookEvent })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .innerJoin(webhookEvent, eq(webhookEvent.id, webhookDelivery.eventId))
    .where(and(eq(webhookDelivery.id, id), eq(webhookDelivery.state, "waiting")));
  return row ?? null;
}
type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/**
 * Makes one attempt of a delivery: the job. What it says is read now, so that nothing is sent that was hidden meanwhile.
 * The request is sent outside of transactions. A run that breaks off is repeated, so an event can arrive twice.
 */
export async function sendWebhook(
  { webhookDeliveryId }: { webhookDeliveryId: string },
  {
    guard = env().WEBHOOKS === "local" ? LOCAL : PUBLIC,
    now = new Date(),
  }: { guard?: Guard; now?: Date } = {},
): Promise<void> {
  const found = await find(webhookDeliveryId);
  if (!found) return;
  const { endpoint, event } = found;
  const began = Date.now();
  if (endpoint.off !== null || env().WEBHOOKS === "off") return settle(found, "stopped");
  if (endpoint.restUntil && endpoint.restUntil > now) return wait(found, endpoint.restUntil);
  const thing = await readPublic(event, db());
  if (!thing) return settle(found, "withdrawn");
  const body = payloadOf(event, thing);
  const id = messageId(event.id);
  const at = Math.floor(now.getTime() / 1000);
  const answer = await post(endpoint.url, {
    guard,
    body: Buffer.from(body, "utf8"),
    headers: {
      "content-type": "application/json",
      accept: "*/*",
      "webhook-id": id,
      "webhook-timestamp": String(at),
      "webhook-signature": signaturesOf({ id, at, body }, secretsOf(endpoint, now)),
    },
  });
  await record(found, { answer, tookMs: Date.now() - began, now });
}

/** Ends a delivery that is not sent. */
function settle({ delivery }: Found, state: "stopped" | "withdrawn"): Promise<void> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("the site sends what it was asked to");
      ctx.skipAudit("its list shows it");
      await ctx.tx
        .update(webhookDelivery)
        .set({ state, nextAt: null })
        .where(and(eq(webhookDelivery.id, delivery.id), eq(webhookDelivery.state, "waiting")));
    },
    EVEN_READ_ONLY,
  );
}

/** Waits until an endpoint that did not answer is tried again; this is no attempt. */
function wait({ delivery }: Found, nextAt: Date): Promise<void> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("the site sends what it was asked to");
      ctx.skipAudit("its list shows it");
      await ctx.tx.update(webhookDelivery).set({ nextAt }).where(eq(webhookDelivery.id, delivery.id));
      await queueDelivery(ctx, delivery.id);
    },
    EVEN_READ_ONLY,
  );
}

/** Stores what became of an attempt, queues the next one, and switches an endpoint off that is gone or fails for days. */
function record(
  { delivery, endpoint }: Found,
  { answer, tookMs, now: at }: { answer: Posted; tookMs: number; now: Date },
): Promise<void> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("the site sends what it was asked to");
      const status = "status" in answer ? answer.status : null;
      const isThere = status !== null && isReceived(status);
      const attempts = delivery.attempts + 1;
      const asked = "status" in answer ? answer.retryAfter : null;
      const nextAt = isThere || status === GONE ? null : nextAttempt(attempts, ctx.now, asked);
      // The order of locks is that of the commands: the endpoint first.
      const [now] = await ctx.tx
        .select({ off: webhookEndpoint.off, failingSince: webhookEndpoint.failingSince })
        .from(webhookEndpoint)
        .where(eq(webhookEndpoint.id, endpoint.id))
        .for("update");
      const made = await ctx.tx
        .update(webhookDelivery)
        .set({
          state: isThere ? "sent" : nextAt === null ? "failed" : "waiting",
          attempts,
          nextAt,
          lastAt: ctx.now,
          status,
          failure: "failure" in answer ? answer.failure : null,
          tookMs,
        })
        .where(and(eq(webhookDelivery.id, delivery.id), eq(webhookDelivery.attempts, delivery.attempts)))
        .returning({ id: webhookDelivery.id });
      // Another run of the job was faster, or its endpoint was removed.
      if (!now || made.length === 0) return ctx.skipAudit("it was counted already");
      if (nextAt) await queueDelivery(ctx, delivery.id);
      const failingSince = isThere ? null : (now.failingSince ?? ctx.now);
      const hasFailedLong =
        failingSince !== null && ctx.now.getTime() - failingSince.getTime() >= FAILING_DAYS * DAY;
      const why = status === GONE ? ("gone" as const) : hasFailedLong ? ("failing" as const) : null;
      const off = now.off ?? why;
      const restUntil = status === null ? new Date(ctx.now.getTime() + REST) : null;
      await ctx.tx
        .update(webhookEndpoint)
        .set({ failingSince, restUntil, off })
        .where(eq(webhookEndpoint.id, endpoint.id));
      if (off === null || now.off !== null) return ctx.skipAudit("its list of deliveries shows it");
      await ctx.record("webhook.stopped", { webhookId: endpoint.id, why: off });
    },
    { ...EVEN_READ_ONLY, now: at },
  );
}

/** SQL: deletes events older than a moment, with their deliveries; at most so many. */
export const deleteEvents = (before: Date) => sql`delete from webhook_event where id in (
  select id from webhook_event where at < ${before.toISOString()}::timestamptz limit 2000)`;
