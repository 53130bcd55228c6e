import type { Conflict, DiffResult } from "@/lib/revisions/model";

/** The sources that were saved with an edit, and their titles by their ids: its page does not list them yet. */
interface SourcesBrought {
  sources: DiffResult | null;
  sourceTitles: Readonly<Record<string, string>>;
}

/** What an edit that waits would change in the text that stands. */
export interface EditChanges extends SourcesBrought {
  /** What accepting it would change: where it collides with what stands, what its author changed. */
  diff: DiffResult;
  /** The number of the revision that stands now, and whether the section moved on since the edit was begun. */
  standing: number | null;
  hasMoved: boolean;
  /** Passages that only a person can put together. */
  conflicts: readonly Conflict[];
}

/** What became of an edit that waits no more. */
export interface DecidedEdit {
  number: number;
  /** The engine's key: of a translation, with its language. */
  section: string;
  state: "published" | "rejected" | "withdrawn";
  /** Who decided, where somebody did. */
  by: string | null;
  reason: string | null;
  isOwn: boolean;
  /** What its text is written in. */
  language: string;
  /** What it would have changed in the text it was made from; null where readers have it, and where it is hidden. */
  proposed: ({ summary: string; createdAt: Date; diff: DiffResult } & SourcesBrought) | null;
}
