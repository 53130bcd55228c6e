import { sql } from "drizzle-orm";
import { check, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytes, moment } from "./columns";

/** The pictures of the site itself: its logos and icon, as the settings name them. */
export const sitePicture = pgTable(
  "site_picture",
  {
    /** Hash of the bytes, so that an address always means the same picture. */
    id: text().primaryKey(),
    /** A WebP that we made: without the metadata of the upload. */
    bytes: bytes().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [check("site_picture_size", sql`octet_length(${t.bytes}) <= 300000`)],
);
