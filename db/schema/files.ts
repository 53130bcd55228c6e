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
 * `uploading`: incomplete. `quarantined`: complete, not yet checked. `clean`: downloadable according to its
 * uses. `withheld`: only its uploader and moderators have it for now. `refused`: bytes deleted; the row has the reason.
 * `lost`: bytes missing or damaged in the store.
 */
export const FILE_STATES = ["uploading", "quarantined", "clean", "withheld", "refused", "lost"] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Reading of a clean file's text and pictures: pending, done, nothing found, failed. */
export const READING_STATES = ["waiting", "read", "empty", "failed"] as const;
export type ReadingState = (typeof READING_STATES)[number];

/**
 * Text recognition of scanned pages (OCR): pending, done (words in `file_text`), nothing found, failed. Null:
 * not requested.
 */
export const RECOGNITION_STATES = ["waiting", "read", "nothing", "failed"] as const;
export type RecognitionState = (typeof RECOGNITION_STATES)[number];

/**
 * Kinds of objects in the store: part of an upload, the file itself, a picture made of it, its captions as our WebVTT,
 * its outline; or an export of a profile.
 */
export type ObjectKind = "piece" | "original" | "picture" | "captions" | "outline" | "export";

/** Access to a file in one use: everyone, members, verified practitioners. */
export const FILE_ACCESS = ["public", "members", "practitioners"] as const;
export type FileAccess = (typeof FILE_ACCESS)[number];
/** `readers`: those who may read the page that uses it, asked at each request. */
export type UseAccess = FileAccess | "readers";

/** An upload, from its first byte to its deletion. Its id is also its address. */
export const file = pgTable(
  "file",
  {
    id: id(),
    /** Null for seeded files. */
    uploaderId: uuid().references(() => member.id),
    state: text().$type<FileState>().notNull(),
    /** Cleaned (`cleanFileName`); never used as a path. */
    name: text().notNull(),
    /** Key of `FILE_TYPES`: by its extension at first, by its content once clean. */
    type: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** Bytes received so far. */
    received: bigint({ mode: "number" }).notNull().default(0),
    /** In hex; null until complete. */
    sha256: text(),
    /** Why it was refused: a code of `REFUSALS`. */
    refusal: text(),
    /** Warnings for readers: codes of `FILE_FLAGS`. */
    flags: text().array().notNull().default(sql`'{}'`),
    /** Last scan without findings; null: not scanned. */
    scannedAt: moment(),
    pages: integer(),
    width: integer(),
    height: integer(),
    /** Duration of a video or recording; null for other files or if unknown. */
    seconds: integer(),
    reading: text().$type<ReadingState>().notNull().default("waiting"),
    recognition: text().$type<RecognitionState>(),
    /** Language of recognition (BCP 47), and number of pages recognized from the first. */
    recognisedIn: text(),
    recognisedPages: integer(),
    createdAt: moment().notNull(),
    /** Last byte received, last use, or end of its last use. */
    touchedAt: moment().notNull(),
    checkedAt: moment(),
    /** When its stored bytes were last compared with the checksum. */
    comparedAt: moment(),
  },
  (t) => [
    index().on(t.uploaderId, t.createdAt),
    index().on(t.state, t.touchedAt),
    index().on(t.sha256),
    check("file_state", sql`${t.state} in ('uploading','quarantined','clean','withheld','refused','lost')`),
    check("file_reading", sql`${t.reading} in ('waiting','read','empty','failed')`),
    check("file_recognition", sql`${t.recognition} in ('waiting','read','nothing','failed')`),
    check("file_received", sql`${t.received} between 0 and ${t.size}`),
  ],
);

/**
 * Every object in the site's store. The row exists before and after its bytes, so that there are no bytes
 * without a row: `writing` (being stored), `kept`, `doomed` (to be deleted).
 */
export const fileObject = pgTable(
  "file_object",
  {
    key: text().primaryKey(),
    /** Remains after its file is deleted, until the bytes are gone. */
    fileId: uuid().notNull(),
    kind: text().$type<ObjectKind>().notNull(),
    state: text().$type<"writing" | "kept" | "doomed">().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** For a piece: its start in the file. */
    start: bigint({ mode: "number" }),
    /** For a picture. */
    format: text().$type<"webp" | "jpeg">(),
    width: integer(),
    height: integer(),
    /** For a picture of a document: the page. */
    page: integer(),
    createdAt: moment().notNull(),
  },
  (t) => [
    index().on(t.fileId, t.kind),
    index().on(t.state, t.createdAt),
    check("file_object_kind", sql`${t.kind} in ('piece','original','picture','captions','outline','export')`),
    check("file_object_state", sql`${t.state} in ('writing','kept','doomed')`),
  ],
);

/**
 * A use of a file, and who may have it there: written by the owner in every transaction that changes it. An
 * unused file is accessible to its uploader only.
 */
export const fileUse = pgTable(
  "file_use",
  {
    fileId: uuid()
      .notNull()
      .references(() => file.id),
    /** The owner's kind: "material", "post". */
    ownerKind: text().notNull(),
    ownerId: uuid().notNull(),
    /** Path of the owner's page, without language: "/training/evidence-guide". */
    place: text().notNull(),
    /** Scope of the documents that show it; empty for none. */
    scope: text().notNull(),
    access: text().$type<UseAccess>().notNull(),
    /** False while the owner is a draft, in review or hidden. */
    isOpen: boolean().notNull(),
    /** Submitted and undecided: reviewers may have its files. */
    isInReview: boolean().notNull().default(false),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.fileId, t.ownerKind, t.ownerId] }),
    index().on(t.ownerKind, t.ownerId),
    index().on(t.place),
    check("file_use_access", sql`${t.access} in ('public','members','practitioners','readers')`),
  ],
);

/** Members with individual access to a work's files, beyond its general access; written by the work. */
export const fileGrant = pgTable(
  "file_grant",
  {
    ownerKind: text().notNull(),
    ownerId: uuid().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    grantedAt: moment().notNull(),
    /** Writers of the work have its files before publication. A member can be a writer and have a grant: two rows. */
    isWriter: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.ownerKind, t.ownerId, t.memberId, t.isWriter] }), index().on(t.memberId)],
);

/** Text of a file by page, slide or sheet; for search and preview. */
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

/** Downloads of a file per day (UTC) and member's country; '' for others. No names. */
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

/** A file that a clean-up of its uploader withholds, with the state that it gets back when it is released. */
export const fileWithholding = pgTable(
  "file_withholding",
  {
    fileId: uuid()
      .primaryKey()
      .references(() => file.id, { onDelete: "cascade" }),
    /** The clean-up. */
    caseId: uuid().notNull(),
    was: text().$type<"clean" | "quarantined">().notNull(),
    at: moment().notNull(),
  },
  (t) => [check("file_withholding_was", sql`${t.was} in ('clean','quarantined')`)],
);

/** Blocked content, by its SHA-256 in hex. */
export const fileBlock = pgTable("file_block", {
  sha256: text().primaryKey(),
  reason: text().notNull(),
  blockedBy: uuid(),
  blockedAt: moment().notNull(),
});
