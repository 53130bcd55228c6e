import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";

/** `withdrawn`: by its author, or replaced by their later edit, before a decision. */
export const REVISION_STATES = ["published", "pending", "rejected", "withdrawn"] as const;
export type RevisionState = (typeof REVISION_STATES)[number];
/** Who may edit a protected section: trusted members and the country's focal points, or moderators only. */
export const PROTECTIONS = ["trusted", "moderators"] as const;
export type Protection = (typeof PROTECTIONS)[number];
export const REVISION_TAGS = ["edit", "merge", "undo", "revert", "rollback", "import"] as const;
export type RevisionTag = (typeof REVISION_TAGS)[number];
/** Label of a text; null for normal text by the community. */
export const TEXT_LABELS = ["official", "courtesy", "machine"] as const;
export type TextLabel = (typeof TEXT_LABELS)[number];

/** The legal reason for which moderators deleted a text for good. */
export type PurgeReason = "personal-data" | "court-order" | "illegal-content" | "case-data" | "other";

/** A collection of sections edited by the community: a profile, post or material. */
export const page = pgTable(
  "page",
  {
    id: id(),
    kind: text().notNull(),
    slug: text().notNull(),
    /** Number of its newest revision; 0 if none. */
    lastRevision: integer().notNull().default(0),
    createdAt: moment().notNull(),
  },
  (t) => [uniqueIndex("page_kind_slug_key").on(t.kind, t.slug)],
);

export const section = pgTable(
  "section",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    /** Its key in the page's template; for a translation with its language, e.g. "legislation@fr". */
    key: text().notNull(),
    /** Its language (BCP 47), if not the page's. */
    language: text(),
    /** Newest published revision; null if none. */
    currentRevisionId: uuid().references((): AnyPgColumn => revision.id),
    /** Null: any member may edit it; also after `protectedUntil`. */
    protection: text().$type<Protection>(),
    protectionReason: text(),
    protectedAt: moment(),
    protectedUntil: moment(),
    protectedBy: uuid().references(() => member.id),
  },
  (t) => [
    uniqueIndex("section_page_key_key").on(t.pageId, t.key),
    index("section_language").on(t.language).where(sql`language is not null`),
    index("section_protected").on(t.protectedAt, t.id).where(sql`protection is not null`),
    index("section_protected_until").on(t.protectedUntil).where(sql`protected_until is not null`),
    check("section_protection", sql`${t.protection} in ('trusted','moderators')`),
  ],
);

/** Immutable except for its review and a purge: a trigger rejects other changes and deletion. */
export const revision = pgTable(
  "revision",
  {
    id: id(),
    pageId: uuid()
      .notNull()
      .references(() => page.id),
    sectionId: uuid()
      .notNull()
      .references((): AnyPgColumn => section.id),
    /** Rises by one for each revision of the page. */
    number: integer().notNull(),
    /** The revision the author started from. */
    baseId: uuid().references((): AnyPgColumn => revision.id),
    /** The previous revision in history. */
    parentId: uuid().references((): AnyPgColumn => revision.id),
    authorId: uuid().references(() => member.id),
    summary: text().notNull(),
    tag: text().$type<RevisionTag>().notNull(),
    /** The revision that this one undoes, reverts to or rolls back to. */
    sourceId: uuid().references((): AnyPgColumn => revision.id),
    state: text().$type<RevisionState>().notNull(),
    content: jsonb().notNull(),
    schemaVersion: integer().notNull(),
    /** SHA-256 of the canonical content, in hex. */
    hash: text().notNull(),
    /** Characters of plain text, and the difference from the parent. */
    size: integer().notNull(),
    sizeChange: integer().notNull(),
    /** Idempotency token: resubmitting the form does not save twice. */
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    decidedBy: uuid().references(() => member.id),
    decidedAt: moment(),
    decisionReason: text(),
    /**
     * The merge by which it was published, if its section had changed before it was accepted. Such a revision
     * was never current itself, so "as after n" skips it.
     */
    mergedIntoId: uuid().references((): AnyPgColumn => revision.id),
    /** For a translation: the source revision it translates. */
    followsId: uuid().references((): AnyPgColumn => revision.id),
    label: text().$type<TextLabel>(),
    /** For sources saved with a text: the text's revision. Both are decided together and count as one edit. */
    companionId: uuid().references((): AnyPgColumn => revision.id),
    /** Written through the API with a personal token. */
    byToken: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("revision_page_number_key").on(t.pageId, t.number),
    uniqueIndex("revision_author_token_key").on(t.authorId, t.clientToken),
    uniqueIndex("revision_companion_key").on(t.companionId).where(sql`companion_id is not null`),
    index("revision_section_number").on(t.sectionId, t.number),
    index("revision_created").on(t.createdAt, t.id),
    index("revision_author").on(t.authorId, t.createdAt),
    index("revision_source").on(t.sourceId).where(sql`source_id is not null`),
    index("revision_by_token").on(t.createdAt, t.id).where(sql`by_token`),
    index("revision_to_patrol")
      .on(t.createdAt, t.id)
      .where(
        sql`state = 'published' and decided_by is null and author_id is not null and companion_id is null`,
      ),
    index("revision_pending").on(t.createdAt, t.id).where(sql`state = 'pending'`),
    index("revision_page_pending").on(t.pageId, t.createdAt).where(sql`state = 'pending'`),
    check("revision_state", sql`${t.state} in ('published','pending','rejected','withdrawn')`),
    check("revision_tag", sql`${t.tag} in ('edit','merge','undo','revert','rollback','import')`),
    check("revision_label", sql`${t.label} in ('official','courtesy','machine')`),
    check("revision_number_positive", sql`${t.number} > 0`),
  ],
);

/** The reviewer who claimed a pending edit; expires after a day. */
export const revisionClaim = pgTable("revision_claim", {
  revisionId: uuid()
    .primaryKey()
    .references(() => revision.id),
  memberId: uuid()
    .notNull()
    .references(() => member.id),
  claimedAt: moment().notNull(),
  /** Who assigned it to them; null if they claimed it themselves. */
  handedBy: uuid().references(() => member.id),
});

/** Thanks for a revision: one per member. Never counted publicly. */
export const revisionThanks = pgTable(
  "revision_thanks",
  {
    revisionId: uuid()
      .notNull()
      .references(() => revision.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    thankedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.revisionId, t.memberId] }), index().on(t.memberId)],
);

/**
 * The parts of a revision that only moderators and administrators see. Deleted when shown again; the audit log remains.
 */
export const revisionHiding = pgTable(
  "revision_hiding",
  {
    revisionId: uuid()
      .primaryKey()
      .references(() => revision.id),
    isTextHidden: boolean().notNull(),
    isSummaryHidden: boolean().notNull(),
    isAuthorHidden: boolean().notNull().default(false),
    reason: text().notNull(),
    hiddenBy: uuid().references(() => member.id),
    hiddenAt: moment().notNull(),
    /** Set if its text was deleted for a legal reason, which cannot be undone. */
    purgedFor: text().$type<PurgeReason>(),
  },
  (t) => [
    index("revision_hiding_newest").on(t.hiddenAt, t.revisionId),
    check("revision_hiding_something", sql`${t.isTextHidden} or ${t.isSummaryHidden} or ${t.isAuthorHidden}`),
    check(
      "revision_hiding_purged_for",
      sql`${t.purgedFor} in ('personal-data','court-order','illegal-content','case-data','other')`,
    ),
    check(
      "revision_hiding_purged",
      sql`${t.purgedFor} is null or (${t.isTextHidden} and ${t.isSummaryHidden})`,
    ),
  ],
);

/** A member's draft: one per section; `sequence` only rises, so that an older tab cannot overwrite it. */
export const draft = pgTable(
  "draft",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    baseId: uuid().references(() => revision.id),
    content: jsonb().notNull(),
    /** New sources the text cites, saved together with it. */
    newSources: jsonb().$type<unknown[]>().notNull().default([]),
    summary: text().notNull().default(""),
    sequence: integer().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [uniqueIndex("draft_member_section_key").on(t.memberId, t.sectionId), index().on(t.updatedAt)],
);

/** Who has a section open in an editor: advisory, expires after 30 seconds. */
export const presence = pgTable(
  "presence",
  {
    sectionId: uuid()
      .notNull()
      .references(() => section.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    seenAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sectionId, t.memberId] })],
);
