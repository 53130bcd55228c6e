import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A moment, stored in UTC and read as a `Date`. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });

/** A primary key: UUIDv7 from `newId()`, so that rows sort by creation time. */
export const id = () => uuid().primaryKey();

/** Bytes, read as a `Buffer`. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Words with positions and weights for full-text search; written as a literal, never read. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
