import { pgTable, text, uuid } from "drizzle-orm/pg-core";

/** A note: a page of one text with a title. */
export const note = pgTable("note", {
  pageId: uuid().primaryKey(),
  sectionId: uuid().notNull(),
  slug: text().notNull(),
  title: text().notNull(),
});

/** What a migration would bring. */
export const TABLES = `
  create table note (page_id uuid primary key references page, section_id uuid not null references section, slug text not null, title text not null);
  create table note_pin (member_id uuid references member, page_id uuid references note, primary key (member_id, page_id))`;
