import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { page } from "./revisions";

/**
 * A document exported from a profile: its revision, form and language, and the hash of its bytes, by which
 * `/cooperation/verify` identifies it. The row is permanent; the bytes are deleted when unused and redrawn
 * identically on request.
 */
export const exportRecord = pgTable(
  "export_record",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** Number of the revision; 0 for an empty profile. */
    number: integer().notNull(),
    format: text().$type<"json" | "pdf" | "docx">().notNull(),
    form: text().$type<"brief" | "full">().notNull(),
    /** Language of headings and labels; for data, the requested language of texts. */
    language: text().notNull(),
    /** SHA-256 of its source data in hex: that of the JSON of the same revision. */
    contentHash: text().notNull(),
    /** Version of the generator; another version gives other bytes. */
    maker: integer().notNull(),
    state: text().$type<"making" | "ready" | "failed">().notNull(),
    /** Progress in percent. */
    progress: integer().notNull().default(0),
    /** SHA-256 of its bytes, in hex; null until ready. */
    sha256: text(),
    size: integer(),
    /** Key of its bytes in the store; null if not stored, and for data, which is generated for each reader. */
    objectKey: text(),
    createdAt: moment().notNull(),
    readyAt: moment(),
    /** When it was last requested, by the hour. */
    askedAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("export_record_key").on(
      t.pageId,
      t.number,
      t.format,
      t.form,
      t.language,
      t.contentHash,
      t.maker,
    ),
    index().on(t.sha256),
    index().on(t.contentHash),
    index("export_record_kept").on(t.askedAt).where(sql`object_key is not null`),
    check("export_record_state", sql`${t.state} in ('making','ready','failed')`),
    check("export_record_format", sql`${t.format} in ('json','pdf','docx')`),
    check("export_record_form", sql`${t.form} in ('brief','full')`),
    check("export_record_ready", sql`${t.state} <> 'ready' or ${t.sha256} is not null`),
  ],
);

/** A member to be mailed when an export is ready or failed. Deleted with the mail. */
export const exportWaiter = pgTable(
  "export_waiter",
  {
    exportId: uuid()
      .notNull()
      .references(() => exportRecord.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** Language of its texts, if not that of its headings. */
    lang: text(),
    askedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.memberId] }), index().on(t.memberId), index().on(t.askedAt)],
);

/**
 * A weekly dump of all public data: signed text, signature and key. `objectKey` of a file is null after its
 * bytes were deleted because something in it was hidden or withdrawn.
 */
export const openDump = pgTable(
  "open_dump",
  {
    id: id(),
    madeAt: moment().notNull(),
    /** One line per file: SHA-256 in hex, two spaces, name. */
    sums: text().notNull(),
    /** Ed25519 signature of `sums`, base64. */
    signature: text().notNull(),
    /** PEM format. */
    publicKey: text().notNull(),
  },
  (t) => [index().on(t.madeAt)],
);

export const openDumpFile = pgTable(
  "open_dump_file",
  {
    dumpId: uuid()
      .notNull()
      .references(() => openDump.id, { onDelete: "cascade" }),
    resource: text().notNull(),
    lines: integer().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    objectKey: text(),
  },
  (t) => [primaryKey({ columns: [t.dumpId, t.resource] })],
);
