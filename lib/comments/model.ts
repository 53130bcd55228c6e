import { z } from "zod";
import { ClientToken } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { atLeast, visibleText } from "@/lib/text/visible";

/** How comments of a kind of page are called: numbered ones are replies. */
export type CommentWord = "comment" | "reply";

/** Minutes during which an author can edit a comment. */
const EDIT_MINUTES = 30;
/** Returns until when a comment can be edited. */
export function editableUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + EDIT_MINUTES * 60_000);
}

/** Checks whether an author can still edit a comment. */
export const isEditable = ({ state, createdAt }: Pick<CommentInWork, "state" | "createdAt">, now: Date) =>
  editableUntil(createdAt) > now && (state === "shown" || state === "held");

export const CommentText = atLeast(1, visibleText(10_000));
const Reason = atLeast(3, visibleText(1_000));
const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;

/** Creates the input schemas of comments on a kind of page, given the parameters of its address. */
export function commentInputs<Params extends z.ZodRawShape>(params: z.ZodObject<Params>) {
  const One = params.extend({ id: z.uuid() });
  return {
    /** Identifies a comment. */
    One,
    Write: params.extend({
      text: CommentText,
      /** The comment it replies to. */
      parent: z.preprocess(blank, z.uuid().nullable()).default(null),
      /** Missing in the form of a public page, which is the same for all readers. */
      clientToken: ClientToken.optional(),
    }),
    Edit: One.extend({ text: CommentText }),
    /** Reports it to moderators. */
    Flag: One.extend({ flagReason: Reason }),
    Hide: One.extend({ reason: Reason }),
  };
}

/** Which comments to show: those after a comment, or the page with a comment. */
export const CommentsQuery = z.object({
  after: z.uuid().optional().catch(undefined),
  comment: z.uuid().optional().catch(undefined),
});

/** Returns a comment's permanent path: the page of the discussion that has it. */
export function commentPath(path: string, id: string): string {
  return `${path}?comment=${id}#comment-${id}`;
}

/** Maximum of members notified by one comment. */
const MOST_MENTIONED = 10;

/** Lists handles mentioned as "@awa-ndiaye", each once; email addresses are not mentions. */
export function mentionedIn(text: string): string[] {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}._+-])@([a-z0-9][a-z0-9-]{0,79})/gu)];
  return [...new Set(found.map(([, handle = ""]) => handle.replace(/-+$/, "")))].slice(0, MOST_MENTIONED);
}

interface Name {
  handle: string;
  displayName: string;
}

/**
 * A comment as shown to everyone. Hidden and deleted ones have no text and are shown only if they have
 * replies. Held ones are never shown.
 */
export interface CommentLine {
  id: string;
  state: "shown" | "hidden" | "removed";
  /** Null for a former member, and without text. */
  author: Name | null;
  content: Content | null;
  createdAt: Date;
  editedAt: Date | null;
}

/** A comment with its replies (one level), oldest first. */
export interface CommentThread extends CommentLine {
  replies: CommentLine[];
}

/** One page of comments. `next`: last comment, after which the next page begins. */
export interface Threads {
  threads: CommentThread[];
  /** Whether this is not the first page. */
  isLater: boolean;
  next: string | null;
}

/** The page commented on. */
export interface CommentedHead {
  id: string;
  path: string;
  title: string;
  isLocked: boolean;
}

/** Earlier text of a comment, and until when it was shown. */
interface EarlierWords {
  number: number;
  content: Content;
  until: Date;
}

/** An edited comment with its earlier texts, newest first. */
export interface CommentVersions {
  page: Pick<CommentedHead, "path" | "title">;
  comment: CommentLine;
  versions: EarlierWords[];
}

/** Outcome of the reader's own report. */
export interface OwnFlag {
  state: "open" | "dismissed" | "upheld" | "gone";
  createdAt: Date;
}

/** An open report, for moderators. */
export interface OpenFlag {
  id: string;
  reason: string;
  createdAt: Date;
  by: Name;
}

/** A comment for its author and moderators. */
export interface CommentInWork {
  id: string;
  state: "held" | "shown" | "hidden" | "removed";
  content: Content;
  author: (Name & { id: string }) | null;
  createdAt: Date;
  editedAt: Date | null;
  /** Why it is hidden; for its author and moderators. */
  reason: string | null;
  /** Earlier texts, oldest first. */
  versions: EarlierWords[];
}

/** A held or reported comment. `createdAt`: for a reported one, of the first open report. */
export interface WaitingComment {
  id: string;
  /** Path and title of the page that it is on. */
  path: string;
  title: string;
  author: Name;
  content: Content;
  createdAt: Date;
  /** Number of open reports. */
  reports?: number;
}
