import { z } from "zod";
import { cleanLine } from "@/lib/text/clean";
import type { Inline, TopBlock, TreeNode } from "@/lib/text/nodes";
import { visibleText } from "@/lib/text/visible";
import { countCharacters } from "@/lib/text/words";
import type { Field } from "./records-fields";

/** The edit summary: required, one line, 3 to 200 characters as readers count them. */
export const EditSummary = z
  .string()
  .overwrite(cleanLine)
  .refine((text) => countCharacters(text) >= 3, { error: "too_short", params: { rule: "too_short" } })
  .refine((text) => countCharacters(text) <= 200, { error: "too_long", params: { rule: "too_long" } })
  .meta({ minLength: 3, maxLength: 200 });

/** Idempotency token of a save: resubmitting with the same token does not save twice. */
export const ClientToken = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** The legal reasons for which a text is deleted for good. */
export const PURGE_REASONS = [
  "personal-data",
  "court-order",
  "illegal-content",
  "case-data",
  "other",
] as const;
export type PurgeReason = (typeof PURGE_REASONS)[number];

/** The fields of a purge: a reason from the list, and words that do not repeat the text. */
export const PURGE_FIELDS = {
  why: z.enum(PURGE_REASONS, "choose"),
  words: z.preprocess((value) => value ?? "", visibleText(300)),
};

/** Rule for `refine`: "other" says in words what it is. */
export const NAMES_REASON = [
  (given: object) => {
    const { why, words } = given as { why: PurgeReason; words: string };
    return why !== "other" || words.length >= 3;
  },
  { error: "too_short", path: ["words"] },
] satisfies [unknown, unknown];

/** A purge as it is shown in place of the text. */
export interface Purge {
  why: PurgeReason;
  at: Date;
}

/** A passage changed by two people that cannot be merged automatically. */
export interface Conflict {
  /** The path as text: unique within the merge; choices refer to it. */
  id: string;
  kind: "block" | "record" | "field";
  /** Ids of blocks or records and names of fields, outermost first. */
  path: string[];
  /** Null if the block or record does not exist: removed by one side, or new since the base. */
  base: unknown;
  theirs: unknown;
  mine: unknown;
  /** For a block or record missing from the merged content: the one that it would follow, null for the start. */
  after: string | null;
  /** Whether both can be kept, e.g. two texts but not two dates. */
  canKeepBoth: boolean;
  /** Initial text for writing the passage by hand; null if a text field would lose part of it. */
  hand: string | null;
  /** Title of the record, for conflicts in records. */
  title: string | null;
  /** The field that the title is from. */
  titleField?: Field | null;
  /** The fields to draw: the one in conflict, those of the record, or none for a block. */
  fields: readonly Field[];
}

/** Result of merging two edits of one base. In conflicts, `content` has theirs. */
export interface MergeResult<C> {
  content: C;
  conflicts: Conflict[];
  /** True if there are no conflicts. */
  clean: boolean;
  /** True if both sides had changed something, differently. */
  merged: boolean;
}

/** Choice for a conflict. By hand: text of a text field, blocks, or the field's value. */
export type Choice = { take: "theirs" | "mine" | "both" } | { take: "hand"; value: unknown };
export type Choices = Readonly<Record<string, Choice>>;

export interface Resolution<C> {
  content: C;
  /** Conflicts without a choice, unchanged. */
  unresolved: Conflict[];
}

/** Size of a change: characters and words of plain text, and number of passages. */
export interface ChangeSize {
  added: number;
  removed: number;
  addedWords: number;
  removedWords: number;
  passages: number;
}

/**
 * A run of text within a changed block. `marks`: the same words with different emphasis or link; `was` is the
 * earlier version.
 */
export interface Run {
  op: "same" | "ins" | "del" | "marks";
  content: Inline[];
  was?: Inline[];
}

/** A node of prose compared with its earlier version. */
export type NodeDiff =
  | { state: "same" | "added" | "removed"; node: TreeNode }
  | { state: "text"; before: TreeNode; after: TreeNode; runs: Run[] }
  | { state: "parts"; before: TreeNode; after: TreeNode; parts: NodeDiff[] }
  | { state: "replaced"; before: TreeNode; after: TreeNode };

export type ChangeState = "same" | "added" | "removed" | "changed" | "moved";

/** A top-level block, in the newer content's order; removed ones are at their old places. */
export interface BlockChange {
  id: string;
  state: ChangeState;
  /** Also true for a changed block that moved. */
  moved: boolean;
  before: TopBlock | null;
  after: TopBlock | null;
  diff: NodeDiff;
}

/** A run of a plain text field. */
export interface TextRun {
  op: "same" | "ins" | "del";
  text: string;
}

export interface FieldChange {
  name: string;
  before: unknown;
  after: unknown;
  /** Word by word, for longer text. */
  words: TextRun[] | null;
  /** For lists: added and removed entries. */
  added: string[];
  removed: string[];
  /** For nested records. */
  records: RecordChange[] | null;
}

/** A record, in the newer content's order; `fields` lists those that differ. */
export interface RecordChange {
  id: string;
  state: ChangeState;
  moved: boolean;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  fields: FieldChange[];
}

export interface ProseDiff {
  family: "prose";
  blocks: BlockChange[];
  size: ChangeSize;
}
export interface RecordsDiff {
  family: "records";
  /** Key of the section, which selects the labels of the fields. */
  kind: string;
  fields: readonly Field[];
  titleField: string;
  records: RecordChange[];
  size: ChangeSize;
}
export type DiffResult = ProseDiff | RecordsDiff;

/** Which parts of a revision are hidden, and why. Moderators and administrators still see them. */
export interface Hiding {
  isTextHidden: boolean;
  isSummaryHidden: boolean;
  isAuthorHidden: boolean;
  reason: string;
}

/** The same as it is stored: who hid it when, and for a purge its legal reason. */
export interface StoredHiding extends Hiding {
  purgedFor: PurgeReason | null;
  at: Date;
  byName: string | null;
}
