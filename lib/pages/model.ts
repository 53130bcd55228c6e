import { z } from "zod";
import type { DiffResult } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/**
 * Who wrote a revision: a member, one who has left, the community as a whole (what was brought in by import), or somebody
 * whom only moderators and administrators are told.
 */
export type Author = { handle: string; displayName: string } | "former" | "community" | "hidden";

/** The handles of the members among some authors: their names make what shows them stale. */
export function handlesOf(authors: readonly Author[]): string[] {
  return [...new Set(authors.flatMap((author) => (typeof author === "string" ? [] : [author.handle])))];
}

export const TAGS = ["edit", "merge", "undo", "revert", "rollback", "import"] as const;
export type Tag = (typeof TAGS)[number];

/** What lists of changes can be narrowed to: how a revision came about, or that a program wrote it with a token. */
export const KINDS_OF_CHANGE = [...TAGS, "token"] as const;

/** A published revision as lists show it. */
export interface RevisionLine {
  number: number;
  /** The key of its section. */
  section: string;
  summary: string;
  /** Whether its text is for moderators and administrators alone. */
  isHidden: boolean;
  tag: Tag;
  /** Written by a program with a personal token of its author. */
  byToken: boolean;
  createdAt: Date;
  /** Characters of plain text that came or went. */
  sizeChange: number;
  author: Author;
  /** The revision by which it was published, when its section had moved on meanwhile. */
  mergedInto: number | null;
  /** The published revision of its page before it; 0 when there is none. */
  previous: number;
  /** Whether its section stands by it today. */
  isStanding: boolean;
  /** What it took back, when its tag says that it did. */
  takenBack: TakenBack | null;
}

/** What a revision that takes something back refers to; each with who wrote it. */
export interface TakenBack {
  /** The revision that was undone, or that stands again. */
  source: { number: number; author: Author };
  /** Of a rollback: the author's run that went, from its first to its last revision. */
  run: { first: number; last: number; author: Author } | null;
}

/** Everyone whose name a list of revisions shows. */
export function authorsIn(lines: readonly Pick<RevisionLine, "author" | "takenBack">[]): Author[] {
  return lines.flatMap(({ author, takenBack }) => [
    author,
    ...(takenBack ? [takenBack.source.author] : []),
    ...(takenBack?.run ? [takenBack.run.author] : []),
  ]);
}

/** A permanent revision's number in its address; a number that never can be is an address that never can be. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);

/** A revision by its page and its number, as addresses name it. */
export interface RevisionAt {
  slug: string;
  number: number;
}

/** Whose history is read: that of a page, of which readers see the revisions from `first` on. */
export interface HistoryOf {
  kind: string;
  slug: string;
  /** 1 where all of it is for everybody; of a text that was a draft the revision by which it appeared. */
  first: number;
}

/** The published revisions next to one, by number, null at the ends; and the newest of all. */
export interface Neighbours {
  previous: number | null;
  next: number | null;
  newest: number;
}

/** A place in the list of a history. */
export const PastQuery = z.object({
  before: RevisionNumber.optional().catch(undefined),
  after: RevisionNumber.optional().catch(undefined),
});
export type PastQuery = z.infer<typeof PastQuery>;

/** How prose is compared: one text above the other as well as beside it, only beside, or only within one text. */
export const DIFF_VIEWS = ["both", "split", "inline"] as const;

/** What is compared: two numbers, the first of which may be 0 (before anything was written). */
export const DiffQuery = z.object({
  from: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
  to: RevisionNumber.optional(),
  view: z.enum(DIFF_VIEWS).optional().catch(undefined),
  /** Sent by the form of the history, whose choices come in the order of its rows. */
  chosen: z.literal("1").optional().catch(undefined),
});
export type DiffQuery = z.infer<typeof DiffQuery>;

/** A published page of one text, a post or a material, as the pages of its history name it. */
export interface TextHead {
  id: string;
  /** The section of its text. */
  sectionId: string;
  slug: string;
  title: string;
  language: string;
  /** From the text that appeared on; what it was as a draft is its authors' own. */
  history: HistoryOf;
}

/** The run of its author that ends with a section's newest revision, and what a rollback of it would bring back. */
export interface LastRun {
  last: RevisionLine;
  /** The number of its first revision, and how many it has. */
  first: number;
  count: number;
  /** The newest revision by someone else before it. */
  target: RevisionLine;
}

/** What a rollback of a section would do, for whoever is about to confirm it. */
export interface Rollback extends LastRun {
  /** The revisions that go, newest first; at most 20 of them. */
  revisions: RevisionLine[];
  /** From what stands to what would stand. */
  diff: DiffResult;
}

/** Where a record stands that is kept within another, as a provision is in its law. */
export interface RecordPlace {
  /** The id of the record that holds it, and the field in which it does. */
  record: string;
  field: string;
}

/** How a record of a section stood over time: each published revision in which it was new, changed or gone. */
export interface RecordMoment {
  number: number;
  createdAt: Date;
  summary: string;
  tag: Tag;
  byToken: boolean;
  author: Author;
  /** Null when the revision took it away. */
  record: AnyRecord | null;
  /** Null for a record of the section itself, and for one that is gone. */
  within: RecordPlace | null;
}

/** A value that one field of a record has had, with the revision that brought it. */
export interface FieldMoment extends RecordMoment {
  value: unknown;
  /** The revision that ended it; null for the value of today. */
  until: { number: number; createdAt: Date } | null;
}
