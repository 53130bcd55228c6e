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
import { type FileAccess, file } from "./files";
import { page, section } from "./revisions";

export const MATERIAL_STATES = ["draft", "submitted", "published", "retracted", "removed"] as const;
export type MaterialState = (typeof MATERIAL_STATES)[number];

/** A session of a course. */
export interface StoredSession {
  title: string;
  minutes: number | null;
  objectives: string;
}

/**
 * A training material's details. Its description is the one section of its page, with revisions. A course or
 * learning path is a material with an ordered list of others (`material_item`). Changed under the row's lock.
 */
export const material = pgTable(
  "material",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    /** Section `description` of its page. */
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    slug: text().notNull(),
    state: text().$type<MaterialState>().notNull(),
    title: text().notNull(),
    abstract: text().notNull(),
    /** Language of title, abstract and description (BCP 47). */
    language: text().notNull(),
    /** Values of `lib/training/vocabulary.ts`, also below. */
    kind: text().notNull(),
    level: text().notNull(),
    access: text().$type<FileAccess>().notNull(),
    licence: text().notNull(),
    tlp: text().notNull(),
    /** Access to trainers' files, if narrower; null: as the rest. */
    trainersAccess: text().$type<FileAccess>(),
    audiences: text().array().notNull().default(sql`'{}'`),
    topics: text().array().notNull().default(sql`'{}'`),
    formats: text().array().notNull().default(sql`'{}'`),
    /** As "185:18": instrument and article. */
    articles: text().array().notNull().default(sql`'{}'`),
    /** Jurisdictions whose law it teaches, ISO 3166-1 alpha-2. */
    countries: text().array().notNull().default(sql`'{}'`),
    /** Declared to teach no particular country's law; without either it is not yet stated. */
    isNeutral: boolean().notNull().default(false),
    /** Available languages: derived from the newest versions' files and the links. */
    languages: text().array().notNull().default(sql`'{}'`),
    project: text(),
    /** Its publisher, as readers know it. */
    publisher: text(),
    durationMinutes: integer(),
    deliveryDays: integer(),
    groupSize: integer(),
    prerequisites: text().notNull().default(""),
    objectives: text().array().notNull().default(sql`'{}'`),
    sessions: jsonb().$type<StoredSession[]>().notNull().default([]),
    /** Contact for readers, through the site; null for seeded materials. */
    ownerId: uuid().references(() => member.id),
    /** Idempotency token: resubmitting the form does not create a second material. */
    startToken: text(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    submittedAt: moment(),
    /** First publication. */
    publishedAt: moment(),
    /** Publication of its newest version; its position in lists and feeds. */
    renewedAt: moment(),
    publishedBy: uuid(),
    retractedAt: moment(),
    retractionReason: text(),
    /** Who retracted it: an owner who did can restore it. */
    retractedBy: uuid().references(() => member.id),
    /** When its owner deleted it: from then on it is in the trash for a while. */
    removedAt: moment(),
    /** Why it was returned to its owner, until submitted again. */
    returnReason: text(),
    /** When it was last confirmed. */
    reviewedAt: moment(),
    /** Set if the law it teaches changed after the last confirmation; and where. */
    staleSince: moment(),
    stalePath: text(),
    /** Derived from the visible ratings. */
    ratingCount: integer().notNull().default(0),
    ratingSum: integer().notNull().default(0),
    /** Downloads of its files, next to `file_download`, for sorting. */
    downloads: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("material_slug_key").on(t.slug),
    index("material_new").on(t.renewedAt, t.pageId).where(sql`state = 'published'`),
    index("material_used").on(t.downloads, t.pageId).where(sql`state = 'published'`),
    index("material_title").on(sql`lower(${t.title})`, t.pageId).where(sql`state = 'published'`),
    index("material_removed").on(t.removedAt).where(sql`state = 'removed'`),
    index("material_waiting").on(t.submittedAt).where(sql`state = 'submitted'`),
    index("material_audiences").using("gin", t.audiences),
    index("material_topics").using("gin", t.topics),
    index("material_countries").using("gin", t.countries),
    index().on(t.ownerId, t.updatedAt),
    uniqueIndex("material_owner_token_key").on(t.ownerId, t.startToken),
    check("material_state", sql`${t.state} in ('draft','submitted','published','retracted','removed')`),
    check("material_access", sql`${t.access} in ('public','members','practitioners')`),
    check("material_trainers_access", sql`${t.trainersAccess} in ('members','practitioners')`),
  ],
);

/** A version of a material: its files in every language. Not changed once a later one exists. */
export const materialVersion = pgTable(
  "material_version",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    /** Rises by one; the highest is current. */
    number: integer().notNull(),
    /** Its authors' label: "2.1". */
    label: text().notNull(),
    /** Changes from the previous version; '' in the first. */
    changes: text().notNull().default(""),
    /** When its authors published it; null if unknown. */
    issuedOn: date(),
    createdBy: uuid().references(() => member.id),
    createdAt: moment().notNull(),
    /** When it was submitted for review; null before, and if no review is needed. */
    submittedAt: moment(),
    /** Publication; null while being edited or in review. */
    publishedAt: moment(),
  },
  (t) => [
    uniqueIndex("material_version_number_key").on(t.materialId, t.number),
    index("material_version_waiting").on(t.submittedAt).where(sql`published_at is null`),
  ],
);

/** A file of a version: its language, origin, jurisdiction and audience. */
export const materialFile = pgTable(
  "material_file",
  {
    versionId: uuid()
      .notNull()
      .references(() => materialVersion.id),
    fileId: uuid()
      .notNull()
      .references(() => file.id),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    language: text().notNull(),
    /** Original in this language, translated by people, or by a machine. */
    origin: text().$type<"original" | "human" | "machine">().notNull(),
    /** Jurisdiction it was adapted to (ISO alpha-2); '' for none. */
    country: text().notNull().default(""),
    /** For trainers only. */
    isForTrainers: boolean().notNull().default(false),
    /** Role among files of one language: content, or captions, transcript or poster of a video. */
    role: text().$type<"main" | "captions" | "transcript" | "poster">().notNull().default("main"),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.fileId] }),
    index().on(t.materialId),
    index().on(t.fileId),
    check("material_file_role", sql`${t.role} in ('main','captions','transcript','poster')`),
  ],
);

/** External content that the library links to. */
export const materialLink = pgTable(
  "material_link",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    url: text().notNull(),
    label: text().notNull(),
    language: text().notNull(),
    /** When someone last checked it; null if never. */
    checkedOn: date(),
    position: integer().notNull(),
  },
  (t) => [index().on(t.materialId, t.position)],
);

/** Parts of a course or learning path, in order. */
export const materialItem = pgTable(
  "material_item",
  {
    courseId: uuid()
      .notNull()
      .references(() => material.pageId),
    itemId: uuid()
      .notNull()
      .references(() => material.pageId),
    position: integer().notNull(),
    note: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.courseId, t.itemId] }),
    index().on(t.itemId),
    check("material_item_not_itself", sql`${t.courseId} <> ${t.itemId}`),
  ],
);
