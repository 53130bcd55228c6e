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

/** `withdrawn`: by its author, or replaced by a further edit of theirs, before anyone had decided. */
export const REVISION_STATES = ["published", "pending", "rejected", "withdrawn"] as const;
export type RevisionState = (typeof REVISION_STATES)[number];
/** Who may edit a protected section: trusted members and the country's focal points, or moderators alone. */
export const PROTECTIONS = ["trusted", "moderators"] as const;
export type Protection = (typeof PROTECTIONS)[number];
export const REVISION_TAGS = ["edit", "merge", "undo", "revert", "rollback", "import"] as const;
export type RevisionTag = (typeof REVISION_TAGS)[number];
/** What is said of a text beside it; null: written by the community, which needs no word. */
export const TEXT_LABELS = ["official", "courtesy", "machine"] as const;
export type TextLabel = (typeof TEXT_LABELS)[number];

/** Something made of sections that the community edits together: a profile; later a post, a material. */
export const page = pgTable(
  "page",
  {
    id: id(),
    kind: text().notNull(),
    slug: text().notNull(),
    /** The number of its newest revision; 0 before the first. */
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
    /** Its place in the page's template; of a translation with its language, e.g. "legislation@fr". */
    key: text().notNull(),
    /** What it is written in (BCP 47), where that is not what its page is written in. */
    language: text(),
    /** The newest published revision; null while there is none. */
    currentRevisionId: uuid().references((): AnyPgColumn => revision.id),
    /** Null: any member may edit it. Past `protectedUntil` it is as if it were null. */
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

/** Immutable but for its review: a trigger refuses any other change, and every deletion. */
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
    /** What the author started from. */
    baseId: uuid().references((): AnyPgColumn => revision.id),
    /** What stood before it in history. */
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
    /** Characters of plain text, and the difference to the parent. */
    size: integer().notNull(),
    sizeChange: integer().notNull(),
    /** Made by the writer's form: the same token again is the same save. */
    clientToken: text().notNull(),
    createdAt: moment().notNull(),
    decidedBy: uuid().references(() => member.id),
    decidedAt: moment(),
    decisionReason: text(),
    /**
     * Set when it was accepted after its section had moved on: the merge of both, by which it was published. Such a
     * revision is published but never stood alone, so "as after n" passes it over.
     */
    mergedIntoId: uuid().references((): AnyPgColumn => revision.id),
    /** Of a translation: the revision of its source that it says the same as. */
    followsId: uuid().references((): AnyPgColumn => revision.id),
    label: text().$type<TextLabel>(),
    /** Of sources that were saved with a text: its revision. They are decided with it, and both count as one edit. */
    companionId: uuid().references((): AnyPgColumn => revision.id),
    /** Written by a program with a personal token, not by hand. */
    byToken: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("revision_page_number_key").on(t.pageId, t.number),
    uniqueIndex("revision_author_token_key").on(t.authorId, t.clientToken),
    uniqueIndex("revision_companion_key").on(t.companionId).where(sql`companion_id is not null`),
    index("revision_section_number").on(t.sectionId, t.number),
    index("revision_created").on(t.createdAt, t.id),
    index("revision_author").on(t.authorId, t.createdAt),
    index("revision_by_token").on(t.createdAt, t.id).where(sql`by_token`),
    index("revision_pending").on(t.createdAt, t.id).where(sql`state = 'pending'`),
    index("revision_page_pending").on(t.pageId, t.createdAt).where(sql`state = 'pending'`),
    check("revision_state", sql`${t.state} in ('published','pending','rejected','withdrawn')`),
    check("revision_tag", sql`${t.tag} in ('edit','merge','undo','revert','rollback','import')`),
    check("revision_label", sql`${t.label} in ('official','courtesy','machine')`),
    check("revision_number_positive", sql`${t.number} > 0`),
  ],
);

/** Who has taken a waiting edit to decide on; forgotten a day later. */
export const revisionClaim = pgTable("revision_claim", {
  revisionId: uuid()
    .primaryKey()
    .references(() => revision.id),
  memberId: uuid()
    .notNull()
    .references(() => member.id),
  claimedAt: moment().notNull(),
  /** Who handed it to them; null where they took it themselves. */
  handedBy: uuid().references(() => member.id),
});

/** Thanks to whoever wrote a revision: one of each member. Never counted in public. */
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

/** What of a revision only moderators and administrators may read. The row goes when it is shown again; the audit stays. */
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
  },
  (t) => [
    index("revision_hiding_newest").on(t.hiddenAt, t.revisionId),
    check("revision_hiding_something", sql`${t.isTextHidden} or ${t.isSummaryHidden} or ${t.isAuthorHidden}`),
  ],
);

/** What a member is writing: one per member and section; `sequence` only rises, so that an older tab cannot win. */
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
    /** Sources that the text cites and its page does not list yet: they are saved with it. */
    newSources: jsonb().$type<unknown[]>().notNull().default([]),
    summary: text().notNull().default(""),
    sequence: integer().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [uniqueIndex("draft_member_section_key").on(t.memberId, t.sectionId), index().on(t.updatedAt)],
);

/** Who has an editor open on a section: advisory, forgotten after 30 seconds of silence. */
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
