import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { page } from "./revisions";

/** Translation of a law's title, or a provision's heading and note. `isMachine`: by machine translation. */
export interface LineWords {
  title?: string;
  heading?: string;
  note?: string;
  isMachine?: true;
}

/** Projection of provisions in the section `laws`, for queries by article across countries. Never edited directly. */
export const provision = pgTable(
  "provision",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    recordId: text().notNull(),
    lawId: text().notNull(),
    lawTitle: text().notNull(),
    lawOriginal: text(),
    lawState: text(),
    /** Language of the law's title. */
    lawLang: text(),
    /** Position among all provisions of the country, in the order of its laws. */
    position: integer().notNull(),
    locator: text().notNull(),
    heading: text(),
    note: text(),
    /** Title, heading and note by language: the preferred wording of each. */
    words: jsonb().$type<Record<string, LineWords>>().notNull().default({}),
    lang: text(),
    hasText: boolean().notNull(),
    hasTranslation: boolean().notNull(),
    /** As recorded, with paragraphs: "185-9(1)(a)". */
    pinpoints: text().array().notNull(),
    /** The articles without paragraphs: "185-9". */
    articles: text().array().notNull(),
    confidence: text().notNull(),
    asOf: date(),
    /** Its own dates, else its law's; as precise as known. */
    inForceFrom: text(),
    inForceTo: text(),
    /** "struck_down", "repealed" or "in_force" where the provision itself has a state beside that of its law. */
    ownState: text(),
    /** The provision of the same country that took its place, by its id. */
    supersededBy: text(),
    /** current, future or past, as of the last daily check. */
    force: text().notNull().default("current"),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.recordId] }), index().using("gin", t.articles)],
);

/** Projection of declarations and reservations in the section `treaty-status`. Never edited directly. */
export const declaration = pgTable(
  "declaration",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    recordId: text().notNull(),
    /** 185, 189 or 224. */
    treaty: integer().notNull(),
    position: integer().notNull(),
    nature: text().notNull(),
    pinpoints: text().array().notNull(),
    articles: text().array().notNull(),
    summary: text().notNull(),
    madeOn: text(),
    periodTo: text(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.recordId] }), index().using("gin", t.articles)],
);

/** Projection of the section `mappings`: how far a country's law covers an article. Never edited directly. */
export const mapping = pgTable(
  "mapping",
  {
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** "185-9". An assessment of a paragraph alone does not apply to the article and has no row. */
    article: text().notNull(),
    recordId: text().notNull(),
    coverage: text().notNull(),
    confidence: text().notNull(),
    comment: text(),
    assessedBy: text(),
    assessedOn: date(),
    asOf: date(),
    data: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.article] }), index().on(t.article, t.coverage)],
);
