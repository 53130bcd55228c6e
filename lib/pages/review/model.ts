import type { Conflict, DiffResult } from "@/lib/revisions/model";

/** New sources saved with an edit, and their titles by id, as the page does not list them yet. */
interface SourcesBrought {
  sources: DiffResult | null;
  sourceTitles: Readonly<Record<string, string>>;
}

/** What a pending edit would change in the current text. */
export interface EditChanges extends SourcesBrought {
  /** The changes that accepting it would make; if it conflicts with the current text, its author's changes. */
  diff: DiffResult;
  /** Number of the current revision, and whether the section changed since the edit was begun. */
  standing: number | null;
  hasMoved: boolean;
  /** Passages that cannot be merged automatically. */
  conflicts: readonly Conflict[];
}

/** Outcome of a former pending edit. */
export interface DecidedEdit {
  number: number;
  /** The engine's key; for a translation with its language. */
  section: string;
  state: "published" | "rejected" | "withdrawn";
  /** Name of the reviewer who decided, if any. */
  by: string | null;
  reason: string | null;
  isOwn: boolean;
  /** Language of its text. */
  language: string;
  /** Its changes to the text it was based on; null if published or hidden. */
  proposed: ({ summary: string; createdAt: Date; diff: DiffResult } & SourcesBrought) | null;
}
