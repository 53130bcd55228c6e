import { z } from "zod";
import { MomentKey } from "@/lib/core/moments";
import type { Conflict, DiffResult } from "@/lib/revisions/model";
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
  /** Whether the reader may decide on it. */
  mayReview: boolean;
  /** Who has taken it to decide on it, and since when. */
  claim: { displayName: string; isOwn: boolean; at: Date } | null;
}

/** An edit that waits, with what it would change in the text that stands. */
export interface PendingEdit extends PendingRevision {
  /** What its text is written in. */
  language: string;
  /** What accepting it would change: where it collides with what stands, what its author changed. */
  diff: DiffResult;
  /** The sources that were saved with it, and their titles by their ids: the profile does not list them yet. */
  sources: DiffResult | null;
  sourceTitles: Readonly<Record<string, string>>;
  /** The number of the revision that stands now, and whether the section moved on since the edit was begun. */
  standing: number | null;
  hasMoved: boolean;
  /** Passages that only a person can put together. */
  conflicts: readonly Conflict[];
  /** Whether the reader may accept it, and as they amend it. */
  mayAccept: boolean;
  mayAmend: boolean;
  /** To whom the reader may hand it. */
  reviewers: readonly { handle: string; displayName: string }[];
  /** The protection of its section that is in force. */
  protection: Protection | null;
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
  proposed:
    | ({ summary: string; createdAt: Date; diff: DiffResult } & Pick<PendingEdit, "sources" | "sourceTitles">)
    | null;
}

/** A key of a list of what waits: a moment and an id. */
export const QueueKey = MomentKey.optional().catch(undefined);

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

/** Where something is restricted: a section of a profile, of a translation with its language. */
interface Place {
  slug: string;
  names: { en: string; fr: string; ar: string };
  section: SectionKey;
  language: string | null;
}

export interface ProtectedSection extends Place, Protection {
  at: Date | null;
  byName: string | null;
}

/** A post or a material of which a revision is hidden; `part`: of a post, its text or what stands round it. */
interface TextOfItsOwn {
  of: "post" | "material";
  slug: string;
  title: string;
  part: "body" | "details" | "description";
}

export type HiddenRevision = HiddenPart & (({ of: "profile" } & Place) | TextOfItsOwn);

interface HiddenPart {
  number: number;
  isTextHidden: boolean;
  isSummaryHidden: boolean;
  /** Who is hidden; null where nobody is. */
  hiddenAuthor: { handle: string; displayName: string } | "former" | null;
  reason: string;
  at: Date;
  byName: string | null;
}
