import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { material } from "./training";

/** A delivery of a course with numbers of participants; no names. */
export const materialDelivery = pgTable(
  "material_delivery",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    /** Country code, ISO 3166-1 alpha-2. */
    country: text().notNull(),
    place: text().notNull(),
    institution: text().notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    language: text().notNull(),
    /** Participants by audience of the vocabulary. */
    participants: jsonb().$type<Record<string, number>>().notNull(),
    note: text().notNull().default(""),
    /** Idempotency token: resubmitting the form does not record it twice. */
    clientToken: text().notNull(),
    /** Null for seeded deliveries. */
    memberId: uuid().references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("material_delivery_token_key").on(t.materialId, t.clientToken),
    index().on(t.materialId, t.startsOn),
    index().on(t.memberId),
    check("material_delivery_days", sql`${t.endsOn} >= ${t.startsOn}`),
  ],
);

/** A rating by a user of a material: one per member, can be changed. */
export const materialRating = pgTable(
  "material_rating",
  {
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    score: integer().notNull(),
    /** The rater's role: an audience of the vocabulary. */
    role: text().notNull(),
    comment: text().notNull().default(""),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    hiddenAt: moment(),
    hiddenBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.materialId, t.memberId] }),
    index().on(t.memberId),
    check("material_rating_score", sql`${t.score} between 1 and 5`),
  ],
);

/** A suggested correction and its outcome. */
export const materialSuggestion = pgTable(
  "material_suggestion",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    text: text().notNull(),
    clientToken: text().notNull(),
    state: text().$type<"open" | "accepted" | "declined">().notNull(),
    answer: text(),
    createdAt: moment().notNull(),
    decidedBy: uuid(),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("material_suggestion_token_key").on(t.memberId, t.clientToken),
    index().on(t.materialId, t.createdAt),
    index("material_suggestion_open").on(t.createdAt).where(sql`state = 'open'`),
    check("material_suggestion_state", sql`${t.state} in ('open','accepted','declined')`),
  ],
);

/** A request for a restricted material's files, with the decision and reason. */
export const materialRequest = pgTable(
  "material_request",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    state: text().$type<"open" | "granted" | "declined" | "ended">().notNull(),
    decisionReason: text(),
    createdAt: moment().notNull(),
    decidedBy: uuid(),
    decidedAt: moment(),
    /** Set with the state `ended`: access that was granted and taken back. */
    endReason: text(),
    endedBy: uuid(),
    endedAt: moment(),
  },
  (t) => [
    index().on(t.materialId, t.createdAt),
    index().on(t.memberId),
    uniqueIndex("material_request_open_key").on(t.materialId, t.memberId).where(sql`state = 'open'`),
    check("material_request_state", sql`${t.state} in ('open','granted','declined','ended')`),
    check("material_request_ended", sql`(${t.state} = 'ended') = (${t.endedAt} is not null)`),
  ],
);

/** A message to a material's owner; deleted after some time. */
export const materialMessage = pgTable(
  "material_message",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    text: text().notNull(),
    /** Whether the owner sees the sender's address, to reply. */
    tellsAddress: boolean().notNull(),
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("material_message_token_key").on(t.memberId, t.clientToken),
    index().on(t.materialId),
    index().on(t.createdAt),
  ],
);
