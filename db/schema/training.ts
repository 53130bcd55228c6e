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

/** A part of a course as it is taught. */
export interface StoredSession {
  title: string;
  minutes: number | null;
  objectives: string;
}

/**
 * A material of the training library: what stands round its description. The description is the one section of its
 * page, with its revisions. A course or a learning path is a material with an order of others (`material_item`).
 * Everything here is changed under the row's lock.
 */
export const material = pgTable(
  "material",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    /** Section `description` of the page. */
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    slug: text().notNull(),
    state: text().$type<MaterialState>().notNull(),
    title: text().notNull(),
    abstract: text().notNull(),
    /** BCP 47, of title, abstract and description. */
    language: text().notNull(),
    /** Values of `lib/training/vocabulary.ts`, here and below. */
    kind: text().notNull(),
    level: text().notNull(),
    access: text().$type<FileAccess>().notNull(),
    licence: text().notNull(),
    tlp: text().notNull(),
    /** Who may have what is for trainers, where that is fewer; null: whoever may have the rest. */
    trainersAccess: text().$type<FileAccess>(),
    audiences: text().array().notNull().default(sql`'{}'`),
    topics: text().array().notNull().default(sql`'{}'`),
    formats: text().array().notNull().default(sql`'{}'`),
    /** As "185:18": instrument and article. */
    articles: text().array().notNull().default(sql`'{}'`),
    /** ISO 3166-1 alpha-2 of the jurisdictions whose law it teaches. */
    countries: text().array().notNull().default(sql`'{}'`),
    /** Somebody said that it teaches the law of none in particular; without either nobody has said. */
    isNeutral: boolean().notNull().default(false),
    /** Of what can be had now: derived from the files of the newest versions and from the links. */
    languages: text().array().notNull().default(sql`'{}'`),
    project: text(),
    /** Who made it, as readers know them. */
    publisher: text(),
    durationMinutes: integer(),
    deliveryDays: integer(),
    groupSize: integer(),
    prerequisites: text().notNull().default(""),
    objectives: text().array().notNull().default(sql`'{}'`),
    sessions: jsonb().$type<StoredSession[]>().notNull().default([]),
    /** Whom readers reach through the platform; null for what the site brought along. */
    ownerId: uuid().references(() => member.id),
    /** Made by the form that began it: the same token again is the same material. */
    startToken: text(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
    submittedAt: moment(),
    /** When it first appeared. */
    publishedAt: moment(),
    /** When its newest version appeared: its place in lists and feeds. */
    renewedAt: moment(),
    publishedBy: uuid(),
    retractedAt: moment(),
    retractionReason: text(),
    /** Who took it back: an owner who did may put it back. */
    retractedBy: uuid().references(() => member.id),
    /** When its owner deleted it: from then on it lies in their bin for a while. */
    removedAt: moment(),
    /** Why it came back to its owner, until it is handed in again. */
    returnReason: text(),
    /** When somebody last said that it is still right. */
    reviewedAt: moment(),
    /** Set when the law that it teaches changed after it was last looked at; and where. */
    staleSince: moment(),
    stalePath: text(),
    /** Derived from the ratings that are shown. */
    ratingCount: integer().notNull().default(0),
    ratingSum: integer().notNull().default(0),
    /** Kept beside `file_download`, to order by: how often its files were downloaded. */
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

/** A version of a material: its files in every language that it has. Left as it is once a later one is there. */
export const materialVersion = pgTable(
  "material_version",
  {
    id: id(),
    materialId: uuid()
      .notNull()
      .references(() => material.pageId),
    /** Rises by one; the highest is current. */
    number: integer().notNull(),
    /** As its makers call it: "2.1". */
    label: text().notNull(),
    /** What is otherwise than in the one before; '' in the first. */
    changes: text().notNull().default(""),
    /** When its makers published it; null when nobody knows. */
    issuedOn: date(),
    createdBy: uuid().references(() => member.id),
    createdAt: moment().notNull(),
    /** When it was handed in to those who review; null before, and for whoever needs nobody's review. */
    submittedAt: moment(),
    /** From when on it is to be had; null while it is worked on or waits. */
    publishedAt: moment(),
  },
  (t) => [
    uniqueIndex("material_version_number_key").on(t.materialId, t.number),
    index("material_version_waiting").on(t.submittedAt).where(sql`published_at is null`),
  ],
);

/** A file of a version: in which language, whose translation, for which jurisdiction, for whom. */
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
    /** Written in it, translated by people, or by a machine. */
    origin: text().$type<"original" | "human" | "machine">().notNull(),
    /** The jurisdiction that it was adapted to (ISO alpha-2); '' for none. */
    country: text().notNull().default(""),
    /** What trainers have and participants do not need. */
    isForTrainers: boolean().notNull().default(false),
    /** Its role among the files of its language: content, or captions, transcript or cover picture of a video. */
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

/** Where something is kept that the library names and does not copy. */
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
    /** When somebody last saw it there; null when nobody did. */
    checkedOn: date(),
    position: integer().notNull(),
  },
  (t) => [index().on(t.materialId, t.position)],
);

/** What a course or a learning path is made of, in order. */
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
