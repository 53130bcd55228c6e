import { MomentKey } from "@/lib/core/moments";
import type { Protection } from "@/lib/pages/moderation/model";
import type { EditChanges } from "@/lib/pages/review/model";
import type { SectionKey } from "../model";

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
  /** Whether the reader can decide on it. */
  mayReview: boolean;
  /** Who has claimed it for review, and since when. */
  claim: { displayName: string; isOwn: boolean; at: Date } | null;
}

/** A waiting edit, with what it would change in the current text. */
export interface PendingEdit extends PendingRevision, EditChanges {
  /** Language of its text. */
  language: string;
  /** Whether the reader can accept it, and with amendments. */
  mayAccept: boolean;
  mayAmend: boolean;
  /** Members to whom the reader can hand it. */
  reviewers: readonly { handle: string; displayName: string }[];
  /** The protection of its section that is in force. */
  protection: Protection | null;
}

/** A member's own pending edit of a section, or of its translation into a language. */
export interface OwnPending {
  section: SectionKey;
  language: string | null;
  number: number;
}

/** Key of a list of pending items: a moment and an id. */
export const QueueKey = MomentKey.optional().catch(undefined);
