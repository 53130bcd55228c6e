import type { RevisionTag } from "@/db/schema/revisions";
import type { MergeResult } from "../model";
import type { Kinds, StoredRevision } from "./contents";
import type { Marks } from "./marks";
import type { SectionRow } from "./sections";

/** What a save came to. */
export interface Saved {
  slug: string;
  section: string;
  /** Unchanged: nothing differed from what stands, so no revision was made. */
  state: "published" | "pending" | "unchanged";
  /** The revision by which the text now stands or waits; null when an empty section was left empty. */
  revisionId: string | null;
  number: number | null;
  /** Others had written since; both edits are in it. */
  merged: boolean;
  /** The revision of `sources` that was made with it, for new sources. */
  sources: { revisionId: string; number: number } | null;
}

/**
 * Whether a text stands at once: known beforehand, or asked of what it changes once that is known, with the contents
 * before and after. What is asked may refuse as well.
 */
export type Publishing = boolean | ((before: unknown, after: unknown) => boolean);

/** What is to be put in the place of what stands. */
export interface Plan {
  section: SectionRow;
  kinds: Kinds;
  /** Makes the content out of what stands when the section is locked. */
  compose: (current: unknown, revision: StoredRevision | null) => MergeResult<unknown>;
  /** What the author started from; and what of that counts as known, so that only new citations are looked up. */
  base: { id: string | null; content: unknown };
  /** A revision that is read already: when it is what stands, it is not read again. */
  known: StoredRevision | null;
  /** A content that holds every citation which `compose` may bring. */
  citing: unknown;
  newSources: readonly unknown[];
  /** A source whose id is taken: refused to an author, passed over when old ones are brought back. */
  ifSourceTaken: "refused" | "kept";
  summary: string;
  clientToken: string;
  tag: RevisionTag;
  sourceId: string | null;
  isPublished: Publishing;
  /** The reason of the `conflict` that is thrown when only a person can put the contents together. */
  conflictReason: "edit_conflict" | "undo_conflict";
  mine: unknown;
  /** The number of the author's draft that says what is saved: it is removed with the save. */
  savedDraft?: number | null;
  /** What is said of the text beside it; by default what was said of it before, but that someone vouched for it. */
  marks?: ((current: Marks, isMerged: boolean) => Marks) | undefined;
}

export function marksFor(plan: Plan, current: Marks, { merged }: MergeResult<unknown>): Marks {
  if (plan.marks) return plan.marks(current, merged);
  return { ...current, label: current.label === "machine" ? "machine" : null };
}

export function placeOf(section: SectionRow, one: { id: string; number: number } | null) {
  return {
    slug: section.slug,
    section: section.key,
    revisionId: one?.id ?? null,
    number: one?.number ?? null,
  };
}
