import { z } from "zod";
import { cleanLine } from "@/lib/text/clean";
import type { Inline, TopBlock, TreeNode } from "@/lib/text/nodes";
import { countCharacters } from "@/lib/text/words";
import type { Field } from "./records-fields";

/** The edit summary: required, 3 to 200 characters as readers count them, on one line. */
export const EditSummary = z
  .string()
  .overwrite(cleanLine)
  .refine((text) => countCharacters(text) >= 3, { error: "too_short", params: { rule: "too_short" } })
  .refine((text) => countCharacters(text) <= 200, { error: "too_long", params: { rule: "too_long" } })
  .meta({ minLength: 3, maxLength: 200 });

/** What a form or an API client makes once per save: the same token again is the same save. */
export const ClientToken = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** What two people changed in ways that only a person can put together. */
export interface Conflict {
  /** Its path as one text: unique within the merge, and the name under which it is resolved. */
  id: string;
  kind: "block" | "record" | "field";
  /** Ids of blocks or records and names of fields, from the outside in. */
  path: string[];
  /** Null where the block or record is not there: removed by one side, or not yet there in the base. */
  base: unknown;
  theirs: unknown;
  mine: unknown;
  /** For a block or record that is not in the merged content: the one that it would follow, or null for the start. */
  after: string | null;
  /** Whether keeping both makes sense: two texts do, two dates do not. */
  canKeepBoth: boolean;
  /** What a text field begins with in which a person writes the passage anew; null where it can't hold it. */
  hand: string | null;
  /** What the record is called, for conflicts in records. */
  title: string | null;
  /** The field that the title is of, for who tells it in words. */
  titleField?: Field | null;
  /** How to draw the values: the one field, the fields of the record, or none for a block. */
  fields: readonly Field[];
}

/** What came of putting two edits of one base together. Where they collide, `content` has theirs for the time being. */
export interface MergeResult<C> {
  content: C;
  conflicts: Conflict[];
  /** No conflict. */
  clean: boolean;
  /** Both sides had changed something, and differently. */
  merged: boolean;
}

/** How a conflict is settled. By hand: text as in a text field, blocks, or the value of the field. */
export type Choice = { take: "theirs" | "mine" | "both" } | { take: "hand"; value: unknown };
export type Choices = Readonly<Record<string, Choice>>;

export interface Resolution<C> {
  content: C;
  /** Conflicts without a choice, as they were. */
  unresolved: Conflict[];
}

/** How much a change is: characters and words of plain text, and how many passages it touches. */
export interface ChangeSize {
  added: number;
  removed: number;
  addedWords: number;
  removedWords: number;
  passages: number;
}

/** A stretch of text within a changed block. `marks`: the same words with other emphasis or link; `was` is how before. */
export interface Run {
  op: "same" | "ins" | "del" | "marks";
  content: Inline[];
  was?: Inline[];
}

/** A node of prose beside what it was. */
export type NodeDiff =
  | { state: "same" | "added" | "removed"; node: TreeNode }
  | { state: "text"; before: TreeNode; after: TreeNode; runs: Run[] }
  | { state: "parts"; before: TreeNode; after: TreeNode; parts: NodeDiff[] }
  | { state: "replaced"; before: TreeNode; after: TreeNode };

export type ChangeState = "same" | "added" | "removed" | "changed" | "moved";

/** A block at the top of prose, in the order of the newer content; removed ones stand where they stood. */
export interface BlockChange {
  id: string;
  state: ChangeState;
  /** Also true of a changed block that stands elsewhere. */
  moved: boolean;
  before: TopBlock | null;
  after: TopBlock | null;
  diff: NodeDiff;
}

/** A stretch of a plain text field. */
export interface TextRun {
  op: "same" | "ins" | "del";
  text: string;
}

export interface FieldChange {
  name: string;
  before: unknown;
  after: unknown;
  /** Word by word, for text of some length. */
  words: TextRun[] | null;
  /** For lists: what came and what went. */
  added: string[];
  removed: string[];
  /** For records within the record. */
  records: RecordChange[] | null;
}

/** A record in the order of the newer content; `fields` holds those that differ. */
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
  /** The section's key: it names the labels of the fields. */
  kind: string;
  fields: readonly Field[];
  titleField: string;
  records: RecordChange[];
  size: ChangeSize;
}
export type DiffResult = ProseDiff | RecordsDiff;

/** What of a revision is hidden from all but moderators and administrators, and why. */
export interface Hiding {
  isTextHidden: boolean;
  isSummaryHidden: boolean;
  isAuthorHidden: boolean;
  reason: string;
}
