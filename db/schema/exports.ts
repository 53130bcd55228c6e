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
 * A document that was made of a profile: of which revision, in which form and language, with the hash of its bytes, by
 * which `/cooperation/verify` knows it again. The row stays for good; the bytes go when nobody asks for them any more,
 * and are made anew, the same, for the next who does.
 */
export const exportRecord = pgTable(
  "export_record",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** The number of the revision; 0 of a profile that nobody has written yet. */
    number: integer().notNull(),
    format: text().$type<"json" | "pdf" | "docx">().notNull(),
    form: text().$type<"brief" | "full">().notNull(),
    /** The language of its headings and labels; of data, that in which their texts were asked for. */
    language: text().notNull(),
    /** SHA-256 of the data that it was drawn from, in hex: that of the JSON of the same revision. */
    contentHash: text().notNull(),
    /** The version of what draws it: what is drawn otherwise has other bytes. */
    maker: integer().notNull(),
    state: text().$type<"making" | "ready" | "failed">().notNull(),
    /** Parts of a hundred that are drawn. */
    progress: integer().notNull().default(0),
    /** Of its bytes, in hex; null until it was ready. */
    sha256: text(),
    size: integer(),
    /** Where its bytes are in the store; null when they are not, and of data, which are drawn for each reader. */
    objectKey: text(),
    createdAt: moment().notNull(),
    readyAt: moment(),
    /** When it was last asked for, by the hour. */
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

/** A member who is mailed when a document is there, or cannot be made. The row goes with the mail. */
export const exportWaiter = pgTable(
  "export_waiter",
  {
    exportId: uuid()
      .notNull()
      .references(() => exportRecord.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The language of its texts, where that is not the one of its headings. */
    lang: text(),
    askedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.memberId] }), index().on(t.memberId), index().on(t.askedAt)],
);

/**
 * A dump of all public data, made weekly: what is signed of it, the signature and the key. `objectKey` of its files is
 * null once their bytes were given up, since something in them was hidden or taken back.
 */
export const openDump = pgTable(
  "open_dump",
  {
    id: id(),
    madeAt: moment().notNull(),
    /** A line of each file: its SHA-256 in hex, two spaces, its name. */
    sums: text().notNull(),
    /** Ed25519 over the bytes of `sums`, in base64. */
    signature: text().notNull(),
    /** As PEM. */
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
