import { sql } from "drizzle-orm";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { PageKind } from "@/lib/pages";
import { pagePlace } from "@/lib/watching/model";

/** A note is a page with a title and a single text. Who pinned one is private. */
export const note = pgTable("note", { pageId: uuid().primaryKey(), title: text().notNull() });
export const notePin = pgTable("note_pin", { memberId: uuid().notNull(), pageId: uuid().notNull() });
export const TABLES = `create table note (page_id uuid primary key references page, title text not null);
  create table note_pin (member_id uuid references member, page_id uuid references note)`;

export const NOTE = "note";
const named = sql`select n.page_id, to_jsonb(n.title) as name from note n`;

const read = { kind: NOTE, area: "notes", screens: [], shown: named, named };

/** Notes as the engines see them: their addresses, the list of them, and their titles. */
export const notePages = {
  ...read,
  placeOf: ({ slug, name }) => ({ slug, title: String(name) }),
  async find(names, on) {
    const { rows } = await on.execute<{ slug: string }>(sql`
      select slug from page where kind = ${NOTE} and slug = any(${sql.param([...names])}::text[])`);
    return new Map(rows.map(({ slug }) => [slug, false]));
  },
  staleBy: (slug) => `there:notes/${slug}`,
} satisfies PageKind;

/** Notes as something to watch. */
export const NOTE_PLACE = pagePlace(NOTE, "/notes", "notes");
