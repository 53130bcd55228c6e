import type { PlacedFile } from "@/lib/files/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";

/** States of a post. */
export type PostState = "draft" | "submitted" | "scheduled" | "published" | "retracted" | "removed";

/** A pending change of a post's text. */
export interface WaitingChange {
  number: number;
  summary: string;
  createdAt: Date;
  authorId: string | null;
  author: { handle: string; displayName: string } | null;
  diff: DiffResult;
}

/** A member in a byline, or asked to be. */
export interface BylineEntry {
  id: string;
  handle: string;
  displayName: string;
  isFormer: boolean;
  state: "asked" | "agreed" | "declined";
}

/** A post for those who write and review it. */
export interface PostInWork {
  id: string;
  slug: string;
  state: PostState;
  /** Its owner; null if no author is left. */
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
  /** Slug of another post in its group of translations; null if there is none. */
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
  /** All members asked, with their answers. */
  byline: BylineEntry[];
  content: Content;
  /** Revision of the text; null without one. */
  number: number | null;
  pictures: PlacedFile[];
  waiting: WaitingChange[];
  /** Its working preview links. */
  previews: { id: string; by: string; createdAt: Date; expiresAt: Date }[];
}

/** A post for a member who signs it or was asked to. */
export interface SignedPost {
  slug: string;
  state: PostState;
  title: string;
  summary: string;
  language: string;
  /** Whether they sign it already. */
  isSigned: boolean;
  /** Authors' names, in byline order. */
  authors: string[];
  cover: { file: string; alt: string | null } | null;
  content: Content;
  pictures: PlacedFile[];
}
