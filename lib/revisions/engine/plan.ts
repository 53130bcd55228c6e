import type { RevisionTag } from "@/db/schema/revisions";
import type { Sent } from "@/lib/filters";
import type { MergeResult } from "../model";
import type { Kinds, StoredRevision } from "./contents";
import type { Marks } from "./marks";
import type { SectionRow } from "./sections";

/** Result of a save. */
export interface Saved {
  slug: string;
  section: string;
  /** "unchanged": equal to the current text, so no revision was made. */
  state: "published" | "pending" | "unchanged";
  /** The revision with this text, current or pending; null if an empty section stayed empty. */
  revisionId: string | null;
  number: number | null;
  /** Others had saved since `base`; the result contains both edits. */
  merged: boolean;
  /** The revision of `sources` saved with it, if there were new sources. */
  sources: { revisionId: string; number: number } | null;
}

/**
 * Whether a text is published directly: known in advance, or decided from the contents before and after. The
 * function may throw to refuse.
 */
export type Publishing = boolean | ((before: unknown, after: unknown) => boolean);

/** A save, prepared before the section is locked. */
export interface Plan {
  section: SectionRow;
  kinds: Kinds;
  /** Builds the new content from the current one, once the section is locked. */
  compose: (current: unknown, revision: StoredRevision | null) => MergeResult<unknown>;
  /** What the author started from. Its citations count as known, so only new ones are checked. */
  base: { id: string | null; content: unknown };
  /** A revision that was already read; saves reading the current one if it is the same. */
  known: StoredRevision | null;
  /** A content with every citation that `compose` may add. */
  citing: unknown;
  newSources: readonly unknown[];
  /** What to do when a new source's id exists: reject (edits) or keep the existing one (reverts). */
  ifSourceTaken: "refused" | "kept";
  summary: string;
  /** Whose text it is: the actor's, or nobody's here, as an imported one. */
  author: "actor" | "none";
  clientToken: string;
  tag: RevisionTag;
  sourceId: string | null;
  isPublished: Publishing;
  /** Reason of the `conflict` if the contents cannot be merged. */
  conflictReason: "edit_conflict" | "undo_conflict";
  mine: unknown;
  /** Sequence of the author's draft with this text, which the save deletes. */
  savedDraft?: number | null;
  /** Ids of the replies whose words the form said the text has. */
  fromReplies?: readonly string[] | undefined;
  /** What a filter that holds does; default: it refuses. `passed`: the caller asked the filters about this text already. */
  ifHeld?: Sent["ifHeld"] | "passed" | undefined;
  /** Metadata of the new text; default: as before, but no longer confirmed. */
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
