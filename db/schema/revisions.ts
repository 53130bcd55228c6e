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

export const REVISION_STATES = ["published", "pending", "rejected"] as const;
export type RevisionState = (typeof REVISION_STATES)[number];
export const REVISION_TAGS = ["edit", "merge", "undo", "revert", "rollback", "import"] as const;
export type RevisionTag = (typeof REVISION_TAGS)[number];

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
    key: text().notNull(),
    /** The newest published revision; null while there is none. */
    currentRevisionId: uuid().references((): AnyPgColumn => revision.id),
    isLocked: boolean().notNull().default(false),
  },
  (t) => [uniqueIndex("section_page_key_key").on(t.pageId, t.key)],
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
  },
  (t) => [
    uniqueIndex("revision_page_number_key").on(t.pageId, t.number),
    uniqueIndex("revision_author_token_key").on(t.authorId, t.clientToken),
    index("revision_section_number").on(t.sectionId, t.number),
    index("revision_created").on(t.createdAt, t.id),
    index("revision_author").on(t.authorId, t.createdAt),
    index("revision_pending").on(t.createdAt).where(sql`state = 'pending'`),
    check("revision_state", sql`${t.state} in ('published','pending','rejected')`),
    check("revision_tag", sql`${t.tag} in ('edit','merge','undo','revert','rollback','import')`),
    check("revision_number_positive", sql`${t.number} > 0`),
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
