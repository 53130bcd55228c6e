import { z } from "zod";
import type { DiffResult, Hiding } from "@/lib/revisions/model";

/** A revision whole, for those who decide what of it may be read. */
export interface OverseenRevision {
  number: number;
  /** The engine's: of a translation with its language. */
  section: string;
  summary: string;
  /** Who wrote it, hidden or not. */
  author: { handle: string; displayName: string } | "former" | "community";
  /** To what stood before it. */
  diff: DiffResult;
  hiding: Hiding | null;
  /** Whether readers have its text now: then it cannot be hidden. */
  isStanding: boolean;
  /** The last of its section's revisions before the one that readers have: how far its text may have been carried on. */
  last: number;
}

/** How a section is protected, as everyone is told. */
export interface Protection {
  level: "trusted" | "moderators";
  reason: string;
  until: Date | null;
}

/** The same with who did it. */
export interface ProtectionState extends Protection {
  at: Date | null;
  by: string | null;
}

const PageNumber = z.coerce.number().int().min(1).max(1_000).default(1).catch(1);
/** Which page is asked for of the list of what is protected and of that of what is hidden, from 1. */
export const RestrictionsQuery = z.object({ protectedPage: PageNumber, hiddenPage: PageNumber });
export type RestrictionsQuery = z.output<typeof RestrictionsQuery>;

/** A section that is protected, as moderators are told. */
export interface ProtectedSection extends Protection {
  at: Date | null;
  byName: string | null;
}

/** A revision of which something is hidden. */
export interface HiddenRevision {
  number: number;
  isTextHidden: boolean;
  isSummaryHidden: boolean;
  /** Who is hidden; null where nobody is. */
  hiddenAuthor: { handle: string; displayName: string } | "former" | null;
  reason: string;
  at: Date;
  byName: string | null;
}
