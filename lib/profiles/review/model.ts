import { MomentKey } from "@/lib/core/moments";
import type { Protection } from "@/lib/pages/moderation/model";
import type { EditChanges } from "@/lib/pages/review/model";

/** A waiting edit, as members see it. */
export interface PendingRevision {
  id: string;
  number: number;
  slug: string;
  names: { en: string; fr: string; ar: string };
  designation: string | null;
  section: string;
  summary: string;
  createdAt: Date;
  /** Written by a program with a personal token of its author. */
  byToken: boolean;
  author: { handle: string; displayName: string } | null;
  isOwn: boolean;
  /** Whether the reader may decide on it. */
  mayReview: boolean;
  /** Who has taken it to decide on it, and since when. */
  claim: { displayName: string; isOwn: boolean; at: Date } | null;
}

/** A waiting edit, with what it would change in the current text. */
export interface PendingEdit extends PendingRevision, EditChanges {
  /** What its text is written in. */
  language: string;
  /** Whether the reader may accept it, and as they amend it. */
  mayAccept: boolean;
  mayAmend: boolean;
  /** To whom the reader may hand it. */
  reviewers: readonly { handle: string; displayName: string }[];
  /** The protection of its section that is in force. */
  protection: Protection | null;
}

/** A key of a list of what waits: a moment and an id. */
export const QueueKey = MomentKey.optional().catch(undefined);
