import { and, eq, sql } from "drizzle-orm";
import { webhookDelivery, webhookEvent } from "@/db/schema/webhooks";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { moment } from "@/lib/notices";
import { type OfWebhook, type ReplayEvents, type ResendDelivery, TEST_KIND } from "../model";
import { makeDeliveries, WANTED } from "../spread";
import { lockEndpoint } from "./manage";

/** Locks an endpoint to which something is to be sent. Throws `conflict` if it is switched off. */
async function lockOpen(ctx: Ctx, id: string): Promise<void> {
  const { off } = await lockEndpoint(ctx, id);
  if (off !== null) throw new DomainError("conflict", "webhook_off");
}

/** Sends a test to an endpoint: an event about nothing. While one waits, no other is queued. */
export async function testWebhook(ctx: Ctx, { id }: OfWebhook): Promise<void> {
  ctx.authorize("webhook.manage");
  await lockOpen(ctx, id);
  const [waiting] = await ctx.tx
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .innerJoin(webhookEvent, eq(webhookEvent.id, webhookDelivery.eventId))
    .where(
      and(
        eq(webhookEvent.kind, TEST_KIND),
        eq(webhookDelivery.endpointId, id),
        eq(webhookDelivery.state, "waiting"),
      ),
    );
  if (waiting) return ctx.skipAudit("it waits already");
  const eventId = newId(ctx.now.getTime());
  await ctx.tx
    .insert(webhookEvent)
    .values({ id: eventId, kind: TEST_KIND, subjectId: id, at: ctx.now, spreadAt: ctx.now });
  await makeDeliveries(ctx, sql`w.id = ${id} and e.id = ${eventId}`, { isAgain: false });
  await ctx.record("webhook.tested", { webhookId: id });
}

/** Sends one event again. Throws `not_found` if it is no longer stored. What waits already is not queued twice. */
export async function resendDelivery(ctx: Ctx, { id, deliveryId }: ResendDelivery): Promise<void> {
  ctx.authorize("webhook.manage");
  await lockOpen(ctx, id);
  const [found] = await ctx.tx
    .select({ eventId: webhookDelivery.eventId })
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.id, deliveryId), eq(webhookDelivery.endpointId, id)));
  if (!found) throw new DomainError("not_found", "webhook");
  const queued = await makeDeliveries(ctx, sql`w.id = ${id} and e.id = ${found.eventId}`, { isAgain: true });
  if (queued === 0) return ctx.skipAudit("it waits already");
  await ctx.record("webhook.resent", { webhookId: id, deliveryId });
}

/** Sends again all events of the last hours that an endpoint wants, also those that it never got. Returns how many. */
export async function replayEvents(ctx: Ctx, { id, hours }: ReplayEvents): Promise<{ count: number }> {
  ctx.authorize("webhook.manage");
  await lockOpen(ctx, id);
  const since = new Date(ctx.now.getTime() - hours * 3_600_000);
  const count = await makeDeliveries(
    ctx,
    sql`w.id = ${id} and e.at >= ${moment(since)} and e.spread_at is not null and e.kind <> ${TEST_KIND} and ${WANTED}`,
    { isAgain: true },
  );
  await ctx.record("webhook.replayed", { webhookId: id, hours, count });
  return { count };
}
