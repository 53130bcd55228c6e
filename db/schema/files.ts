import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

/**
 * `uploading`: bytes still come. `quarantined`: whole, not looked at yet. `clean`: may be downloaded by whom its uses
 * allow. `refused`: its bytes are gone; the row says why. `lost`: its bytes are not in the store as they should be.
 */
export const FILE_STATES = ["uploading", "quarantined", "clean", "refused", "lost"] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Whether the text and pictures in a clean file were read: still to come, done, holds none, could not be read. */
export const READING_STATES = ["waiting", "read", "empty", "failed"] as const;
export type ReadingState = (typeof READING_STATES)[number];

/**
 * Whether a machine was asked to read the pictures of pages that hold no text (OCR): still to come, its words stand in
 * `file_text`, it found none, it could not. Null: nobody asked.
 */
export const RECOGNITION_STATES = ["waiting", "read", "nothing", "failed"] as const;
export type RecognitionState = (typeof RECOGNITION_STATES)[number];

/**
 * What an object in the store is: part of an upload that is not finished, the file itself, a picture made of it, its
 * captions as our own WebVTT; or a document made of a profile, by its record.
 */
export type ObjectKind = "piece" | "original" | "picture" | "captions" | "export";

/** Who may download a file where it stands: everyone, members, verified practitioners. */
export const FILE_ACCESS = ["public", "members", "practitioners"] as const;
export type FileAccess = (typeof FILE_ACCESS)[number];

/** An upload, from its first byte to its removal. Its id is also its address. */
export const file = pgTable(
  "file",
  {
    id: id(),
    /** Null for what the site brings along. */
    uploaderId: uuid().references(() => member.id),
    state: text().$type<FileState>().notNull(),
    /** Cleaned (`cleanFileName`); data only, never a path. */
    name: text().notNull(),
    /** A key of `FILE_TYPES`: by its extension at first, by its content once it is clean. */
    type: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** How many of its bytes have come. */
    received: bigint({ mode: "number" }).notNull().default(0),
    /** In hex; null until it was whole. */
    sha256: text(),
    /** Why it was refused: a code of `REFUSALS`. */
    refusal: text(),
    /** What a reader should know: codes of `FILE_FLAGS`. */
    flags: text().array().notNull().default(sql`'{}'`),
    /** When a scanner last found nothing; null: not scanned. */
    scannedAt: moment(),
    pages: integer(),
    width: integer(),
    height: integer(),
    /** How long a video or recording plays; null for other files and where it is not known. */
    seconds: integer(),
    reading: text().$type<ReadingState>().notNull().default("waiting"),
    recognition: text().$type<RecognitionState>(),
    /** In which language (BCP 47), and how many pages from the first on. */
    recognisedIn: text(),
    recognisedPages: integer(),
    createdAt: moment().notNull(),
    /** When its last byte came or it was last used or let go. */
    touchedAt: moment().notNull(),
    checkedAt: moment(),
    /** When its bytes in the store were last compared with its sum. */
    comparedAt: moment(),
  },
  (t) => [
    index().on(t.uploaderId, t.createdAt),
    index().on(t.state, t.touchedAt),
    index().on(t.sha256),
    check("file_state", sql`${t.state} in ('uploading','quarantined','clean','refused','lost')`),
    check("file_reading", sql`${t.reading} in ('waiting','read','empty','failed')`),
    check("file_recognition", sql`${t.recognition} in ('waiting','read','nothing','failed')`),
    check("file_received", sql`${t.received} between 0 and ${t.size}`),
  ],
);

/**
 * Every object that the site has in its store. Its row is there before its bytes and goes after them, so that bytes
 * without a row cannot be: `writing` (being put), `kept`, `doomed` (to be removed).
 */
export const fileObject = pgTable(
  "file_object",
  {
    key: text().primaryKey(),
    /** Outlives its file, until the bytes are gone. */
    fileId: uuid().notNull(),
    kind: text().$type<ObjectKind>().notNull(),
    state: text().$type<"writing" | "kept" | "doomed">().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** Of a piece: where in the file it begins. */
    start: bigint({ mode: "number" }),
    /** Of a picture. */
    format: text().$type<"webp" | "jpeg">(),
    width: integer(),
    height: integer(),
    /** Of a picture of a document: which page of it. */
    page: integer(),
    createdAt: moment().notNull(),
  },
  (t) => [
    index().on(t.fileId, t.kind),
    index().on(t.state, t.createdAt),
    check("file_object_kind", sql`${t.kind} in ('piece','original','picture','captions','export')`),
    check("file_object_state", sql`${t.state} in ('writing','kept','doomed')`),
  ],
);

/**
 * Where a file stands and who may have it there: written by what it belongs to, in the transaction of every change.
 * A file without any is its uploader's alone.
 */
export const fileUse = pgTable(
  "file_use",
  {
    fileId: uuid()
      .notNull()
      .references(() => file.id),
    /** What it belongs to: "material", "post". */
    ownerKind: text().notNull(),
    ownerId: uuid().notNull(),
    /** The address of that thing's page, without language: "/training/evidence-guide". */
    place: text().notNull(),
    /** The scope of the documents that show it. */
    scope: text().notNull(),
    access: text().$type<FileAccess>().notNull(),
    /** False while what it belongs to is a draft, waits for review or is hidden. */
    isOpen: boolean().notNull(),
    /** Handed in and not yet decided on: whoever reviews it has its files. */
    isInReview: boolean().notNull().default(false),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.fileId, t.ownerKind, t.ownerId] }),
    index().on(t.ownerKind, t.ownerId),
    index().on(t.place),
    check("file_use_access", sql`${t.access} in ('public','members','practitioners')`),
  ],
);

/**
 * Who may have the files of a thing though its access would not let them: written by what they belong to, for whom it
 * was decided by name.
 */
export const fileGrant = pgTable(
  "file_grant",
  {
    ownerKind: text().notNull(),
    ownerId: uuid().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    grantedAt: moment().notNull(),
    /** Writers have the files before they are open. A member can be a writer and have a grant: two rows. */
    isWriter: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.ownerKind, t.ownerId, t.memberId, t.isWriter] }), index().on(t.memberId)],
);

/** The text inside a file, page by page, slide by slide, sheet by sheet; for search and preview. */
export const fileText = pgTable(
  "file_text",
  {
    fileId: uuid()
      .notNull()
      .references(() => file.id),
    page: integer().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.page] })],
);

/** How often a file was downloaded on a day (UTC), by the country of the member; '' for others. Nobody is named. */
export const fileDownload = pgTable(
  "file_download",
  {
    fileId: uuid()
      .notNull()
      .references(() => file.id),
    day: date().notNull(),
    country: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.day, t.country] })],
);

/** Content that is not taken, by its SHA-256 in hex. */
export const fileBlock = pgTable("file_block", {
  sha256: text().primaryKey(),
  reason: text().notNull(),
  blockedBy: uuid(),
  blockedAt: moment().notNull(),
});
