import { sql } from "drizzle-orm";
import {
  boolean,
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
import { page } from "./revisions";

/** Fixed data of a country or area: codes, names and memberships. Its text is in sections. */
export const profile = pgTable(
  "profile",
  {
    pageId: uuid()
      .primaryKey()
      .references(() => page.id),
    slug: text().notNull(),
    iso2: text().notNull(),
    iso3: text().notNull(),
    nameEn: text().notNull(),
    nameFr: text().notNull(),
    nameAr: text().notNull(),
    region: text(),
    subregion: text(),
    isUnMember: boolean().notNull(),
    isCoeMember: boolean().notNull(),
    /** Key of a designation note for every mention of the name, e.g. "kosovo". */
    designation: text(),
    /** ISO 639-3 codes of official languages. */
    languages: text().array().notNull(),
  },
  (t) => [
    uniqueIndex("profile_slug_key").on(t.slug),
    uniqueIndex("profile_iso2_key").on(t.iso2),
    uniqueIndex("profile_iso3_key").on(t.iso3),
    index().on(t.region),
  ],
);

/** Other names that redirect to a profile permanently: ISO codes, short and former names. */
export const profileAlias = pgTable(
  "profile_alias",
  {
    alias: text().primaryKey(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
  },
  (t) => [index().on(t.pageId)],
);

/** Projection of the section `treaty-status`, for queries across countries. Never edited directly. */
export const treatyStatus = pgTable(
  "treaty_status",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** 185, 189 or 224. */
    treaty: integer().notNull(),
    recordId: text().notNull(),
    status: text().notNull(),
    /** Dates as precise as known: "2016-12-16", "2016-12" or "2016", which sort correctly as text. */
    signedOn: text(),
    consentOn: text(),
    consentKind: text(),
    inForceOn: text(),
    invitedOn: text(),
    confidence: text().notNull(),
    asOf: date(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.treaty] }), index().on(t.treaty, t.status)],
);

/** Projection of sections of records: a row per record, for counts, filters and look-ups by id. */
export const profileRecord = pgTable(
  "profile_record",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    section: text().notNull(),
    recordId: text().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    confidence: text(),
    asOf: date(),
    data: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.pageId, t.section, t.recordId] }),
    index().on(t.section),
    index("profile_record_treaty").on(sql`(${t.data} ->> 'treaty')`).where(sql`section = 'treaty-status'`),
    index("profile_record_url").on(sql`(${t.data} ->> 'url')`).where(sql`section = 'sources'`),
  ],
);

/** A country's participation in a capacity building project, with its source. */
export const projectParticipation = pgTable(
  "project_participation",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    project: text().notNull(),
    name: text().notNull(),
    part: text().notNull(),
    startMonth: text(),
    endMonth: text(),
    confidence: text().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.project, t.part] }), index().on(t.project)],
);
