import { z } from "zod";
import { ClientToken } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { atLeast, visibleText } from "@/lib/text/visible";

/** How long a comment may be changed by its author, in minutes. */
const EDIT_MINUTES = 30;
/** Until when a comment's author may change it. */
export function editableUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + EDIT_MINUTES * 60_000);
}

/** Whether a comment can still be changed by its author at a moment. */
export const isEditable = ({ state, createdAt }: Pick<CommentInWork, "state" | "createdAt">, now: Date) =>
  editableUntil(createdAt) > now && (state === "shown" || state === "held");

const CommentText = atLeast(1, visibleText(10_000));
const Reason = atLeast(3, visibleText(1_000));
const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;

/** What comments on one sort of page are sent with, given what the address of a page names. */
export function commentInputs<Params extends z.ZodRawShape>(params: z.ZodObject<Params>) {
  const One = params.extend({ id: z.uuid() });
  return {
    /** A comment. */
    One,
    Write: params.extend({
      text: CommentText,
      /** The comment that it replies to. */
      parent: z.preprocess(blank, z.uuid().nullable()).default(null),
      /** The form on a page brings none: that page is the same for all its readers. */
      clientToken: ClientToken.optional(),
    }),
    Edit: One.extend({ text: CommentText }),
    /** A report to the moderators. */
    Flag: One.extend({ flagReason: Reason }),
    Hide: One.extend({ reason: Reason }),
  };
}

/** Which of the comments its page shows: those after the comment of an id, or those round a comment. */
export const CommentsQuery = z.object({
  after: z.uuid().optional().catch(undefined),
  comment: z.uuid().optional().catch(undefined),
});

/**
 * The bare address of a comment for good, given that of the page on which it stands: of the page of the discussion,
 * however many there are.
 */
export function commentPath(path: string, id: string): string {
  return `${path}?comment=${id}#comment-${id}`;
}

/** How many members one comment may tell. */
const MOST_MENTIONED = 10;

/** The handles that a comment names as "@awa-ndiaye", each once; an address of mail names nobody. */
export function mentionedIn(text: string): string[] {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}._+-])@([a-z0-9][a-z0-9-]{0,79})/gu)];
  return [...new Set(found.map(([, handle = ""]) => handle.replace(/-+$/, "")))].slice(0, MOST_MENTIONED);
}

interface Name {
  handle: string;
  displayName: string;
}

/**
 * A comment as everyone reads it. Words of a hidden or withdrawn one are not in it; it stands in a thread only for the
 * replies below it. One that waits is in no thread.
 */
export interface CommentLine {
  id: string;
  state: "shown" | "hidden" | "removed";
  /** Null of who left the site, and where there are no words. */
  author: Name | null;
  content: Content | null;
  createdAt: Date;
  editedAt: Date | null;
}

/** A comment with its replies, which are one level deep, oldest first. */
export interface CommentThread extends CommentLine {
  replies: CommentLine[];
}

/** One page of the comments on a page. `next`: after which the next one begins. */
export interface Threads {
  threads: CommentThread[];
  /** Whether these are not the first. */
  isLater: boolean;
  next: string | null;
}

/** The page that a comment is written on. */
export interface CommentedHead {
  id: string;
  /** Its bare address. */
  path: string;
  title: string;
  isLocked: boolean;
}

/** What a comment said until some moment. */
interface EarlierWords {
  number: number;
  content: Content;
  until: Date;
}

/** A comment that was changed, with what it said before, the newest first. */
export interface CommentVersions {
  page: Pick<CommentedHead, "path" | "title">;
  comment: CommentLine;
  versions: EarlierWords[];
}

/** What came of the reader's own report of a comment. */
export interface OwnFlag {
  state: "open" | "dismissed" | "upheld" | "gone";
  createdAt: Date;
}

/** A report that waits, as moderators see it. */
export interface OpenFlag {
  id: string;
  reason: string;
  createdAt: Date;
  by: Name;
}

/** A comment as its author and moderators see it. */
export interface CommentInWork {
  id: string;
  state: "held" | "shown" | "hidden" | "removed";
  content: Content;
  author: (Name & { id: string }) | null;
  createdAt: Date;
  editedAt: Date | null;
  /** Why it is hidden; for its author and moderators. */
  reason: string | null;
  /** What it said before, the first first. */
  versions: EarlierWords[];
}

/** A comment that waits to be shown, or was reported. `createdAt`: of the first report that waits. */
export interface WaitingComment {
  id: string;
  /** Of the page on which it stands. */
  path: string;
  title: string;
  author: Name;
  content: Content;
  createdAt: Date;
  /** How often it was reported. */
  reports?: number;
}
