import { sql } from "drizzle-orm";
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, tsvector } from "./columns";

/**
 * Search index: one row per part of a thing short enough for a snippet, plus one for the whole of a longer
 * thing. Written in the transaction that changes the thing.
 */
export const searchEntry = pgTable(
  "search_entry",
  {
    /** Derived from `owner` and `key`; shared by a thing's parts. */
    thing: uuid().notNull(),
    /** 0 is the whole thing; its parts, if several, start at 1. */
    part: integer().notNull(),
    /** Who writes it, e.g. "section:…", "member:…": all rows of an owner are updated together. */
    owner: text().notNull(),
    key: text().notNull(),
    kind: text().notNull(),
    /** Path without language. */
    path: text().notNull(),
    /** Names by interface language; "" for one name in all. */
    titles: jsonb().$type<Record<string, string>>().notNull(),
    language: text().notNull(),
    /** Country codes, ISO alpha-2. */
    countries: text().array().notNull(),
    /** Topics, and the handling label (TLP); usually none. */
    topics: text().array().notNull().default(sql`'{}'`),
    handling: text(),
    /** Who may find it: public, members, practitioners, moderators, administrators, or a named group. */
    audience: text().notNull(),
    at: moment(),
    /** Day it was last verified, according to its owner. */
    verifiedOn: date(),
    /** Its rank among equals. */
    prior: real().notNull(),
    text: text().notNull(),
    /** Start of each anchor in the text. */
    anchors: jsonb().$type<[number, string][]>().notNull(),
    /** Words by which it is found (see lib/search/vector.ts). */
    terms: tsvector().notNull(),
    /** When it was first indexed; newer entries are new results of saved searches. */
    addedAt: moment().notNull().defaultNow(),
    /** SHA-256 of the row's source: if equal, nothing is written. */
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.thing, t.part] }),
    index("search_entry_owner").on(t.owner),
    // Each condition of a search reads the index's pending list, so it is kept short.
    index("search_entry_terms").using("gin", t.terms).with({ gin_pending_list_limit: 256 }),
    // Look-up of a page's name by its path.
    index("search_entry_path").on(t.path).where(sql`part = 0`),
    index("search_entry_added").on(t.addedAt).where(sql`part = 0`),
  ],
);

/** Words in the index, for spelling corrections. May have duplicates and unused words. */
export const searchWord = pgTable(
  "search_word",
  {
    id: id(),
    word: text().notNull(),
    /** Hashes of the word in Latin letters with up to two letters deleted (lib/search/text/likeness.ts). */
    keys: integer().array().notNull(),
  },
  (t) => [index("search_word_word").on(t.word), index("search_word_keys").using("gin", t.keys)],
);

/** Synonyms defined by administrators. */
export const searchSynonym = pgTable(
  "search_synonym",
  {
    id: id(),
    /** Two or more, as typed. */
    phrases: text().array().notNull(),
    /** Its phrases, folded and sorted, so that no group exists twice. */
    key: text().notNull(),
    createdAt: moment().notNull(),
    createdBy: uuid(),
  },
  (t) => [uniqueIndex("search_synonym_key").on(t.key)],
);

/** Groups of synonyms that were seeded, even if administrators removed them since: none is seeded again. */
export const searchSynonymSeed = pgTable("search_synonym_seed", {
  /** As in `search_synonym`. */
  key: text().primaryKey(),
  phrases: text().array().notNull(),
  broughtAt: moment().notNull(),
});

/** Searches without results, counted by day. No name, address or time is stored. */
export const searchMiss = pgTable(
  "search_miss",
  {
    day: date().notNull(),
    query: text().notNull(),
    locale: text().notNull(),
    count: integer().notNull().default(sql`1`),
  },
  (t) => [primaryKey({ columns: [t.day, t.query, t.locale] })],
);
