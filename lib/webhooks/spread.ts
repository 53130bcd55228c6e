import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { webhookEvent } from "@/db/schema/webhooks";
import type { Ctx } from "@/lib/core/ctx";
import { freshId, moment } from "@/lib/notices";
import { readPublic } from "./kinds";

/** One endpoint that does not answer must not hold up the worker: deliveries are sent one after the other. */
const QUEUE = "webhooks";

/** SQL: queues the jobs of the deliveries in `d`. */
const queueDeliveries = sql`select graphile_worker.add_job('send-webhook',
    json_build_object('webhookDeliveryId', d.id), queue_name := ${QUEUE}, job_key := 'send-webhook:' || d.id,
    run_at := d.next_at, max_attempts := 8) from d`;

/** Makes deliveries of events (`e`) for endpoints (`w`), or lets those that ended begin again. Returns how many. */
export async function makeDeliveries(
  { tx, now }: Pick<Ctx, "tx" | "now">,
  where: SQL,
  { isAgain }: { isAgain: boolean },
): Promise<number> {
  const again = isAgain
    ? sql`do update set state = 'waiting', attempts = 0, next_at = excluded.next_at
        where webhook_delivery.state <> 'waiting'`
    : sql`do nothing`;
  const { rowCount } = await tx.execute(sql`with d as (
      insert into webhook_delivery (id, endpoint_id, event_id, state, next_at, created_at)
      select ${freshId(now)}, w.id, e.id, 'waiting', ${moment(now)}, ${moment(now)}
      from webhook_event e join webhook_endpoint w on w.off is null and ${where}
      order by e.at, e.id
      on conflict (endpoint_id, event_id) ${again} returning id, next_at
    ) ${queueDeliveries}`);
  return rowCount ?? 0;
}

/** SQL: whether an endpoint `w` wants an event `e`, by kind, country and topic. */
export const WANTED = sql`e.kind = any(w.kinds)
  and (w.countries = '{}' or w.countries && e.countries) and (w.topics = '{}' or w.topics && e.topics)`;

/** Queues one more attempt of a delivery. */
export async function queueDelivery({ tx }: Pick<Ctx, "tx">, id: string): Promise<void> {
  await tx.execute(
    sql`with d as (select id, next_at from webhook_delivery where id = ${id}) ${queueDeliveries}`,
  );
}

/** Gives an event to the endpoints that want it, unless it is not public any more. A second run does nothing. */
export async function spreadEvent(ctx: Ctx, { webhookEventId }: { webhookEventId: string }): Promise<void> {
  ctx.asSystem("events are given to those who asked for them");
  ctx.skipAudit("what happened is recorded already");
  const [event] = await ctx.tx
    .select({ id: webhookEvent.id, kind: webhookEvent.kind, subjectId: webhookEvent.subjectId })
    .from(webhookEvent)
    .where(and(eq(webhookEvent.id, webhookEventId), isNull(webhookEvent.spreadAt)))
    .for("update");
  const thing = event && (await readPublic(event, ctx.tx));
  if (!event || !thing) return;
  await ctx.tx
    .update(webhookEvent)
    .set({ countries: [...thing.countries], topics: [...thing.topics], spreadAt: ctx.now })
    .where(eq(webhookEvent.id, event.id));
  await makeDeliveries(ctx, sql`${WANTED} and e.id = ${event.id}`, { isAgain: false });
}
