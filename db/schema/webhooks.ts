import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { bytes, id, moment } from "./columns";

/** An address of an organisation to which public events are sent. */
export const webhookEndpoint = pgTable(
  "webhook_endpoint",
  {
    id: id(),
    /** Name of the organisation, or what it uses the address for. */
    name: text().notNull(),
    url: text().notNull(),
    /** The kinds of events that it gets (`lib/webhook-kinds.ts`). */
    kinds: text().array().notNull(),
    /** Only events of these countries (ISO 3166-1 alpha-2) and topics; empty: of all. */
    countries: text().array().notNull().default(sql`'{}'`),
    topics: text().array().notNull().default(sql`'{}'`),
    /** Why nothing is sent: switched off by an administrator, failing for days, or gone (410). Null: it is on. */
    off: text().$type<"chosen" | "failing" | "gone">(),
    /** The keys of signatures, encrypted. After a change the former one signs too, until a time. */
    secret: bytes().notNull(),
    formerSecret: bytes(),
    formerUntil: moment(),
    /** Since when every delivery has failed; null after one that arrived. */
    failingSince: moment(),
    /** It did not answer: nothing is sent until then. */
    restUntil: moment(),
    createdBy: uuid().references(() => member.id),
    createdAt: moment().notNull(),
    changedAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("webhook_endpoint_name_key").on(t.name),
    index().on(t.createdBy),
    check("webhook_endpoint_off", sql`${t.off} in ('chosen','failing','gone')`),
  ],
);

/** A public event, by ids only. What is said of it is read when it is sent. */
export const webhookEvent = pgTable(
  "webhook_event",
  {
    id: id(),
    /** `test`: an event about nothing, for one endpoint. */
    kind: text().notNull(),
    /** The page, revision or version; of a test, the endpoint. */
    subjectId: uuid().notNull(),
    /** Its countries and topics, from when it was given to the endpoints. */
    countries: text().array().notNull().default(sql`'{}'`),
    topics: text().array().notNull().default(sql`'{}'`),
    at: moment().notNull(),
    /** When it was given to the endpoints that want it; null before, and if nobody may read it any more. */
    spreadAt: moment(),
  },
  (t) => [index("webhook_event_at").on(t.at)],
);

/** An event for an endpoint, with its last attempt. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: id(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoint.id, { onDelete: "cascade" }),
    eventId: uuid()
      .notNull()
      .references(() => webhookEvent.id, { onDelete: "cascade" }),
    /** `withdrawn`: nobody may read it any more. `stopped`: its endpoint was switched off. */
    state: text().$type<"waiting" | "sent" | "failed" | "withdrawn" | "stopped">().notNull(),
    attempts: integer().notNull().default(0),
    /** When it is tried next; null unless it waits. */
    nextAt: moment(),
    lastAt: moment(),
    /** Status of the last answer; null if there was none, for `failure`. */
    status: integer(),
    failure: text().$type<"address" | "silent" | "time">(),
    tookMs: integer(),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("webhook_delivery_key").on(t.endpointId, t.eventId),
    index("webhook_delivery_newest").on(t.endpointId, t.createdAt, t.id),
    index().on(t.eventId),
    index("webhook_delivery_waiting").on(t.endpointId).where(sql`state = 'waiting'`),
    check("webhook_delivery_state", sql`${t.state} in ('waiting','sent','failed','withdrawn','stopped')`),
    check("webhook_delivery_failure", sql`${t.failure} in ('address','silent','time')`),
  ],
);
