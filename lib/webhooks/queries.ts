import { and, asc, desc, eq, lt, or } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { webhookDelivery, webhookEndpoint, webhookEvent } from "@/db/schema/webhooks";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { momentKey, readMomentKey } from "@/lib/core/moments";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";

const COLUMNS = {
  id: webhookEndpoint.id,
  name: webhookEndpoint.name,
  url: webhookEndpoint.url,
  kinds: webhookEndpoint.kinds,
  countries: webhookEndpoint.countries,
  topics: webhookEndpoint.topics,
  off: webhookEndpoint.off,
  formerUntil: webhookEndpoint.formerUntil,
  failingSince: webhookEndpoint.failingSince,
  createdAt: webhookEndpoint.createdAt,
} as const;

function refuse(actor: Actor): void {
  if (!can(actor, "webhook.manage"))
    throw new DomainError("forbidden", "webhook_manage", { dormant: actor.dormantRoles });
}

/** Lists the endpoints by name, without their keys. For administrators. */
export function listWebhooks(actor: Actor, on: Queryable = db()) {
  refuse(actor);
  return on.select(COLUMNS).from(webhookEndpoint).orderBy(asc(webhookEndpoint.name));
}
export type Webhook = Awaited<ReturnType<typeof listWebhooks>>[number];

/** Finds an endpoint. Throws `not_found`. For administrators. */
export async function findWebhook(actor: Actor, id: string, on: Queryable = db()): Promise<Webhook> {
  refuse(actor);
  const [found] = await on.select(COLUMNS).from(webhookEndpoint).where(eq(webhookEndpoint.id, id));
  if (!found) throw new DomainError("not_found", "webhook");
  return found;
}

/** A page of the deliveries of an endpoint, newest first. For administrators. */
export async function listDeliveries(
  actor: Actor,
  { id, before }: { id: string; before?: string | undefined },
  on: Queryable = db(),
) {
  refuse(actor);
  const d = webhookDelivery;
  const place = readMomentKey(before);
  const rows = await on
    .select({
      id: d.id,
      kind: webhookEvent.kind,
      eventAt: webhookEvent.at,
      eventId: d.eventId,
      state: d.state,
      attempts: d.attempts,
      nextAt: d.nextAt,
      lastAt: d.lastAt,
      status: d.status,
      failure: d.failure,
      tookMs: d.tookMs,
      createdAt: d.createdAt,
    })
    .from(d)
    .innerJoin(webhookEvent, eq(webhookEvent.id, d.eventId))
    .where(
      and(
        eq(d.endpointId, id),
        place ? or(lt(d.createdAt, place.at), and(eq(d.createdAt, place.at), lt(d.id, place.id))) : undefined,
      ),
    )
    .orderBy(desc(d.createdAt), desc(d.id))
    .limit(PAGE_SIZE + 1);
  return cutPage(rows, ({ createdAt, id: rowId }) => momentKey({ at: createdAt, id: rowId }), {
    cursor: before,
  });
}
export type Delivery = Awaited<ReturnType<typeof listDeliveries>> extends Page<infer Row> ? Row : never;
