import { z } from "zod";
import type { DiffResult, PurgeReason, StoredHiding } from "@/lib/revisions/model";

/** A complete revision, for those who decide what of it is hidden. */
export interface OverseenRevision {
  number: number;
  /** The engine's key; for a translation with its language. */
  section: string;
  summary: string;
  /** Its author, even if hidden. */
  author: { handle: string; displayName: string } | "former" | "community";
  /** From the text before it. */
  diff: DiffResult;
  hiding: StoredHiding | null;
  /** Whether it is current; then it cannot be hidden. */
  isStanding: boolean;
  /** The section's newest revision before the current one: later revisions up to it may repeat the text. */
  last: number;
}

/** Protection of a section, as everyone sees it. */
export interface Protection {
  level: "trusted" | "moderators";
  reason: string;
  until: Date | null;
}

/** The same with who set it and when. */
export interface ProtectionState extends Protection {
  at: Date | null;
  by: string | null;
}

const PageNumber = z.coerce.number().int().min(1).max(1_000).default(1).catch(1);
/** Pages of the two lists, protected sections and hidden revisions, from 1. */
export const RestrictionsQuery = z.object({ protectedPage: PageNumber, hiddenPage: PageNumber });
export type RestrictionsQuery = z.output<typeof RestrictionsQuery>;

/** A protected section, as moderators see it. */
export interface ProtectedSection extends Protection {
  at: Date | null;
  byName: string | null;
}

/** A revision with something hidden. */
export interface HiddenRevision {
  /** Set if its text was deleted for good. */
  purgedFor: PurgeReason | null;
  number: number;
  isTextHidden: boolean;
  isSummaryHidden: boolean;
  /** The hidden author; null if the author is not hidden. */
  hiddenAuthor: { handle: string; displayName: string } | "former" | null;
  reason: string;
  at: Date;
  byName: string | null;
}
