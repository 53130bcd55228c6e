import type { PlacedFile } from "@/lib/files/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";

/** How far a post has come; the table of posts has no other. */
export type PostState = "draft" | "submitted" | "scheduled" | "published" | "retracted" | "removed";

/** A change of a post's text that waits for a moderator. */
export interface WaitingChange {
  number: number;
  summary: string;
  createdAt: Date;
  authorId: string | null;
  author: { handle: string; displayName: string } | null;
  diff: DiffResult;
}

/** Somebody in the byline of a post, or asked to stand there. */
export interface BylineEntry {
  id: string;
  handle: string;
  displayName: string;
  isFormer: boolean;
  state: "asked" | "agreed" | "declined";
}

/** A post as those who write and review it see it. */
export interface PostInWork {
  id: string;
  slug: string;
  state: PostState;
  /** Whose it is among those who sign it; null when nobody of them is there any more. */
  ownerId: string | null;
  title: string;
  summary: string;
  language: string;
  isPersonalView: boolean;
  topics: string[];
  countries: string[];
  articles: string[];
  project: string | null;
  series: string | null;
  /** The slug of another post that says the same in another language. */
  translates: string | null;
  coverId: string | null;
  coverAlt: string | null;
  updatedAt: Date;
  submittedAt: Date | null;
  publishAt: Date | null;
  publishZone: string | null;
  publishedAt: Date | null;
  retraction: string | null;
  returnReason: string | null;
  isCommentsLocked: boolean;
  /** In the order of the byline. */
  authors: BylineEntry[];
  /** All who were asked, with what they said. */
  byline: BylineEntry[];
  content: Content;
  /** The revision that the text is; null while there is none. */
  number: number | null;
  pictures: PlacedFile[];
  waiting: WaitingChange[];
  /** Links to its preview that still lead to it. */
  previews: { id: string; by: string; createdAt: Date; expiresAt: Date }[];
}

/** A post as a member reads it who signs it or was asked to. */
export interface SignedPost {
  slug: string;
  state: PostState;
  title: string;
  summary: string;
  language: string;
  /** Whether they sign it already. */
  isSigned: boolean;
  /** Names of those who sign it, in the order of the byline. */
  authors: string[];
  cover: { file: string; alt: string | null } | null;
  content: Content;
  pictures: PlacedFile[];
}
