import { z } from "zod";
import type { DiffResult, PurgeReason } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/**
 * Who wrote a revision: a member, a former member, the community (imports), or an author hidden from all but
 * moderators and administrators.
 */
export type Author = { handle: string; displayName: string } | "former" | "community" | "hidden";

/** Lists the handles of the members among authors: what shows them is stale when a name changes. */
export function handlesOf(authors: readonly Author[]): string[] {
  return [...new Set(authors.flatMap((author) => (typeof author === "string" ? [] : [author.handle])))];
}

export const TAGS = ["edit", "merge", "undo", "revert", "rollback", "import"] as const;
export type Tag = (typeof TAGS)[number];

/** Filters of lists of changes: how a revision was made, or that it was written through the API. */
export const KINDS_OF_CHANGE = [...TAGS, "token"] as const;

/** A published revision as lists show it. */
export interface RevisionLine {
  number: number;
  /** The key of its section. */
  section: string;
  summary: string;
  /** Whether only moderators and administrators can read its text. */
  isHidden: boolean;
  /** Why moderators deleted its text for good; null if they did not. */
  purgedFor: PurgeReason | null;
  tag: Tag;
  /** Written through the API with its author's personal token. */
  byToken: boolean;
  createdAt: Date;
  /** Characters of plain text added minus removed. */
  sizeChange: number;
  author: Author;
  /** The revision that published it, when the section had changed meanwhile. */
  mergedInto: number | null;
  /** The page's published revision before it; 0 if there is none. */
  previous: number;
  /** Whether it is the section's current revision. */
  isStanding: boolean;
  /** What it reverted, if its tag says so; of an edit, the withdrawn one that it sends again. */
  takenBack: TakenBack | null;
}

/** What a revision refers to, with authors. */
export interface TakenBack {
  /** The revision that was undone, restored or sent again. */
  source: { number: number; author: Author };
  /** For a rollback: the author's run that was removed, first to last revision. */
  run: { first: number; last: number; author: Author } | null;
}

/** Lists everyone whose name a list of revisions shows. */
export function authorsIn(lines: readonly Pick<RevisionLine, "author" | "takenBack">[]): Author[] {
  return lines.flatMap(({ author, takenBack }) => [
    author,
    ...(takenBack ? [takenBack.source.author] : []),
    ...(takenBack?.run ? [takenBack.run.author] : []),
  ]);
}

/** A revision's number in its address; numbers out of range make the address invalid. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);

/** A revision as addresses identify it. */
export interface RevisionAt {
  slug: string;
  number: number;
}

/** The history of a page, of which readers see revisions from `first` on. */
export interface HistoryOf {
  kind: string;
  slug: string;
  /** 1 if all are public; for a text that began as a draft, the revision that was published first. */
  first: number;
}

/** The published revisions next to one (null at the ends), and the newest. */
export interface Neighbours {
  previous: number | null;
  next: number | null;
  newest: number;
}

/** A position in a history. */
export const PastQuery = z.object({
  before: RevisionNumber.optional().catch(undefined),
  after: RevisionNumber.optional().catch(undefined),
});
export type PastQuery = z.infer<typeof PastQuery>;

/** How differences in prose are shown: above each other and side by side, only side by side, or inline. */
export const DIFF_VIEWS = ["both", "split", "inline"] as const;

/** The two numbers to compare; the first may be 0 (before anything was written). */
export const DiffQuery = z.object({
  from: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
  to: RevisionNumber.optional(),
  view: z.enum(DIFF_VIEWS).optional().catch(undefined),
  /** Sent by the history's form, whose choices arrive in the order of its rows. */
  chosen: z.literal("1").optional().catch(undefined),
});
export type DiffQuery = z.infer<typeof DiffQuery>;

/** A published page, as the pages of its history show it. */
export interface TextHead {
  id: string;
  /** The section of its text. */
  sectionId: string;
  slug: string;
  title: string;
  language: string;
  /** From the first published revision; earlier ones are visible to the authors only. */
  history: HistoryOf;
}

/** The last run of revisions by one author, and what a rollback would restore. */
export interface LastRun {
  last: RevisionLine;
  /** Number of its first revision, and how many it has. */
  first: number;
  count: number;
  /** The newest revision by someone else before it. */
  target: RevisionLine;
}

/** Preview of a rollback, for the page that confirms it. */
export interface Rollback extends LastRun {
  /** The revisions to be removed, newest first; at most 20. */
  revisions: RevisionLine[];
  /** From the current text to the restored one. */
  diff: DiffResult;
}

/** Place of a nested record, e.g. a provision in its law. */
export interface RecordPlace {
  /** Id of the outer record, and the field. */
  record: string;
  field: string;
}

/** A point in a record's history: a published revision in which it was added, changed or removed. */
export interface RecordMoment {
  number: number;
  createdAt: Date;
  summary: string;
  tag: Tag;
  byToken: boolean;
  author: Author;
  /** Null if the revision removed it. */
  record: AnyRecord | null;
  /** Null for a record at the top level, and for a removed one. */
  within: RecordPlace | null;
}

/** A past value of a field, with the revision that set it. */
export interface FieldMoment extends RecordMoment {
  value: unknown;
  /** The revision that ended it; null for the current value. */
  until: { number: number; createdAt: Date } | null;
}
