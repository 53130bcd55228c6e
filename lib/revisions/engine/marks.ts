import type { TextLabel } from "@/db/schema/revisions";
import type { StoredRevision } from "./contents";

/** Metadata of a text: the source revision that it translates, and its label (e.g. official, machine translation). */
export interface Marks {
  followsId: string | null;
  label: TextLabel | null;
}

export const NO_MARKS: Marks = { followsId: null, label: null };

/** Returns the marks of a revision; of none, empty ones. */
export function marksOf(one: StoredRevision | null): Marks {
  return one ? { followsId: one.followsId, label: one.label } : NO_MARKS;
}

/**
 * Merges the marks of two merged texts. It follows the newer source revision (ids rise with time). If either
 * is a machine translation, so is the result; other labels are dropped, since no one confirmed the merged
 * text.
 */
export function mergedMarks(one: Marks, other: Marks): Marks {
  const isMachine = one.label === "machine" || other.label === "machine";
  return { followsId: newest(one.followsId, other.followsId), label: isMachine ? "machine" : null };
}

/** The newer of two revisions by id (UUIDv7); if one is null, the other. */
export function newest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

export function sameMarks(one: Marks, other: Marks): boolean {
  return one.followsId === other.followsId && one.label === other.label;
}
