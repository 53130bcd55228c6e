import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { page, revision, section } from "./revisions";

/** Every confirmation of a section, with its revision. Never changed. */
export const sectionCheck = pgTable(
  "section_check",
  {
    id: id(),
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    revisionId: uuid()
      .notNull()
      .references(() => revision.id),
    kind: text().$type<"verified" | "confirmed">().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    at: moment().notNull(),
  },
  (t) => [
    index().on(t.sectionId, t.at),
    index().on(t.memberId),
    check("section_check_kind", sql`${t.kind} in ('verified','confirmed')`),
  ],
);

/**
 * Freshness of each section of a profile: last confirmation, next review date, and the focal point's
 * verification. One row per section, written by each edit and check.
 */
export const sectionFreshness = pgTable(
  "section_freshness",
  {
    sectionId: uuid()
      .primaryKey()
      .references(() => section.id),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    checkedAt: moment().notNull(),
    how: text().$type<"edit" | "verified" | "confirmed">().notNull(),
    reviewBy: moment().notNull(),
    outdatedAt: moment().notNull(),
    /** Last state notified; the current state follows from the dates. */
    state: text().$type<"fresh" | "due" | "outdated">().notNull(),
    verifiedAt: moment(),
    verifiedBy: text().$type<"focal-point" | "administrator">(),
    verifiedNumber: integer(),
  },
  (t) => [
    index().on(t.pageId),
    index("section_freshness_due").on(t.reviewBy).where(sql`state = 'fresh'`),
    index("section_freshness_outdated").on(t.outdatedAt).where(sql`state = 'due'`),
    index("section_freshness_verified").on(t.verifiedAt).where(sql`verified_by is not null`),
    check("section_freshness_state", sql`${t.state} in ('fresh','due','outdated')`),
  ],
);
