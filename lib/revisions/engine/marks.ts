import type { TextLabel } from "@/db/schema/revisions";
import type { StoredRevision } from "./contents";

/** What is said of a text beside it: which revision of its source it follows, and what its words are. */
export interface Marks {
  followsId: string | null;
  label: TextLabel | null;
}

export const NO_MARKS: Marks = { followsId: null, label: null };

/** The marks of a revision; of none, none. */
export function marksOf(one: StoredRevision | null): Marks {
  return one ? { followsId: one.followsId, label: one.label } : NO_MARKS;
}

/**
 * What is said of a text that is put together of two. It follows the newer of their sources' revisions, which ids tell
 * since they rise with time. A machine's words in it make it a machine's; nobody vouches for what nobody wrote whole.
 */
export function mergedMarks(one: Marks, other: Marks): Marks {
  const isMachine = one.label === "machine" || other.label === "machine";
  return { followsId: newest(one.followsId, other.followsId), label: isMachine ? "machine" : null };
}

/** The newer of two revisions by their ids (UUID 7); of one and none, the one. */
export function newest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

export function sameMarks(one: Marks, other: Marks): boolean {
  return one.followsId === other.followsId && one.label === other.label;
}
