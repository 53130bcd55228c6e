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
 * Projection of whatever can be found: one row for each part of a thing that is short enough to be read at a glance,
 * and one for the whole of a thing that is longer. Written in the transaction of whoever changes the thing.
 */
export const searchEntry = pgTable(
  "search_entry",
  {
    /** Made of `owner` and `key`: the parts of one thing share it. */
    thing: uuid().notNull(),
    /** 0 is the whole thing; its parts, where it has more than one, follow from 1. */
    part: integer().notNull(),
    /** Who writes it: all rows of an owner come and go together, e.g. "section:…", "member:…". */
    owner: text().notNull(),
    key: text().notNull(),
    kind: text().notNull(),
    /** Bare address, without language. */
    path: text().notNull(),
    /** Names of the thing by language of the interface; "" for one that is the same in all. */
    titles: jsonb().$type<Record<string, string>>().notNull(),
    language: text().notNull(),
    /** ISO alpha-2 codes. */
    countries: text().array().notNull(),
    /** Names of the vocabulary of topics, and the label of how it is to be handled (TLP); of most things none. */
    topics: text().array().notNull().default(sql`'{}'`),
    handling: text(),
    /** Who may find it: public, members, practitioners, moderators, administrators, or a group's own name. */
    audience: text().notNull(),
    at: moment(),
    /** The day on which whoever writes the entry knows it to have been checked and found right. */
    verifiedOn: date(),
    /** What it weighs among equals. */
    prior: real().notNull(),
    text: text().notNull(),
    /** Where in the text which anchor of the page begins. */
    anchors: jsonb().$type<[number, string][]>().notNull(),
    /** The words by which it is found (lib/search/vector.ts says which). */
    terms: tsvector().notNull(),
    /** When it could first be found: what is new to whoever keeps a search. */
    addedAt: moment().notNull().defaultNow(),
    /** SHA-256 of all that the row was made from: equal, nothing is written. */
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.thing, t.part] }),
    index("search_entry_owner").on(t.owner),
    // Every search reads what the index has not sorted in yet, once for each of its conditions: that is kept short.
    index("search_entry_terms").using("gin", t.terms).with({ gin_pending_list_limit: 256 }),
    // The name of a page by its address.
    index("search_entry_path").on(t.path).where(sql`part = 0`),
    index("search_entry_added").on(t.addedAt).where(sql`part = 0`),
  ],
);

/** Words that stand in what can be found, for those who mistype them. May hold a word twice, and words that are gone. */
export const searchWord = pgTable(
  "search_word",
  {
    id: id(),
    word: text().notNull(),
    /** Hashes of the word in Latin letters, with up to two of them left out (lib/search/text/likeness.ts). */
    keys: integer().array().notNull(),
  },
  (t) => [index("search_word_word").on(t.word), index("search_word_keys").using("gin", t.keys)],
);

/** Words and phrases that mean the same to whoever asks, by administrators. */
export const searchSynonym = pgTable(
  "search_synonym",
  {
    id: id(),
    /** Two or more, as they were typed. */
    phrases: text().array().notNull(),
    /** The phrases folded and sorted: no group twice. */
    key: text().notNull(),
    createdAt: moment().notNull(),
    createdBy: uuid(),
  },
  (t) => [uniqueIndex("search_synonym_key").on(t.key)],
);

/**
 * Groups of phrases that the starting data has brought, whether they are still there or administrators removed them:
 * none is brought a second time.
 */
export const searchSynonymSeed = pgTable("search_synonym_seed", {
  /** As of `search_synonym`. */
  key: text().primaryKey(),
  phrases: text().array().notNull(),
  broughtAt: moment().notNull(),
});

/** What was asked for and not found, counted by day. Nobody's name, address or moment is kept with it. */
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
