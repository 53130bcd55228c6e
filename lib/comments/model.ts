import { z } from "zod";
import type { ShownFile } from "@/lib/files/model";
import { FLAG_FIELDS, NEEDS_WORDS, saysWhy } from "@/lib/flags/model";
import { ClientToken, NAMES_REASON, PURGE_FIELDS, type PurgeReason } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { atLeast, visibleText } from "@/lib/text/visible";

/** The kind of thing that comments are for flags. */
export const COMMENT_FLAGS = "comment";

/** What a reader can say of a comment with one press. */
export const REACTIONS = ["thanks", "agree", "useful"] as const;
export type Reaction = (typeof REACTIONS)[number];

/** How comments of a kind of page are called: numbered ones are replies. */
export type CommentWord = "comment" | "reply";

/** Owner kind of the files of comments, in the engine of files. */
export const COMMENT_FILES = "comment";
/** Files that one comment can have. */
export const MOST_FILES = 5;

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

/**
 * Ids of the files of a comment; missing: its files stay. The form also sends an empty id, so that a form without files
 * differs from one that does not list them.
 */
const Files = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((one) => one !== "") : value),
  z.array(z.uuid()).max(MOST_FILES, "files_many").optional(),
);
/** Names of files that were chosen but not uploaded: the form is refused, so that their author notices. */
const Chosen = z
  .preprocess((value) => [value ?? ""].flat().join(""), z.literal("", "files_unsent"))
  .optional();

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
      files: Files,
      chosen: Chosen,
    }),
    Edit: One.extend({
      text: CommentText,
      files: Files,
      chosen: Chosen,
      /** How many earlier texts there were when the form was drawn; missing in one of before an upgrade. */
      seen: z.coerce.number().int().min(0).max(10_000).optional(),
    }),
    /** Reports it to moderators. */
    Flag: One.extend(FLAG_FIELDS).refine(saysWhy, NEEDS_WORDS),
    Hide: One.extend({ reason: Reason }),
    Purge: One.extend(PURGE_FIELDS).refine(...NAMES_REASON),
    /** Gives a reaction, or takes it back; each button of its form says one of the two. */
    React: One.extend({ give: OneReaction, take: OneReaction }),
  };
}

const OneReaction = z.enum(REACTIONS, "choose").optional();

/** A reaction given or taken back in place, by a script: `kind` and `slug` are those of the page. */
export const ReactOn = z.object({
  kind: z.string().regex(/^[a-z]{1,40}$/),
  slug: z.string().regex(/^[\w-]{1,200}$/),
  id: z.uuid(),
  reaction: z.enum(REACTIONS),
  isGiven: z.boolean(),
});
export type ReactOn = z.infer<typeof ReactOn>;

/** A page, as a script asks for the reader's reactions on it: "discussion/12". */
export const ReactedPage = z
  .string()
  .regex(/^[a-z]{1,40}\/[\w-]{1,200}$/)
  .transform((text) => {
    const [kind = "", slug = ""] = text.split("/");
    return { kind, slug };
  });

/** How many members gave each reaction. */
export type ReactionCounts = Readonly<Record<Reaction, number>>;

/** A member who reacted to a comment; null for a former one. */
export interface Reactor {
  member: Name | null;
  reactions: Reaction[];
}

/** The members who reacted to a comment, a page of them, latest first. */
export interface Reactors {
  page: Pick<CommentedHead, "path" | "title">;
  comment: CommentLine;
  reactors: Reactor[];
  /** Number of this page of names, and whether another follows. */
  number: number;
  hasNext: boolean;
}

/** Which part of the names to show. */
export const ReactorsQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000).catch(1).default(1),
});

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
  /** Why moderators deleted it for good; null if they did not. */
  purgedFor: PurgeReason | null;
  /** Null for a former member, and without text. */
  author: Name | null;
  content: Content | null;
  createdAt: Date;
  editedAt: Date | null;
  /** None without text. */
  reactions: ReactionCounts;
  /** The comment that it answers, if that was edited since: with the version of that moment. */
  answeredThen: { id: string; version: number } | null;
}

/** A quotation in a comment, as a reader sees it. */
export interface QuoteLine {
  id: string;
  /** The block that it stands above; null at the end. */
  before: string | null;
  /** The quoted comment. `path`: its page; null if the reader does not see the comment. */
  of: { id: string; number: number | null; path: string | null };
  /** Whether the comment is shown; its words are shown with it only. */
  state: "shown" | "hidden" | "removed";
  author: Name | null;
  /** The quoted words; null if the reader may not see them, or they were erased. */
  words: Content | null;
  /** Whether the comment was edited since. */
  isEdited: boolean;
  /** The earlier version with these words; null if that is the current one, or not there any more. */
  saidIn: number | null;
}

/**
 * Returns quotations with their places in a text. Without its block one is at the end: a version of the product that does
 * not know of quotations may have changed the text.
 */
export function placedIn({ doc }: Content, quotes: readonly QuoteLine[]): QuoteLine[] {
  const blocks = new Set(doc.content.map(({ attrs }) => attrs.id));
  return quotes.map((quote) => ({
    ...quote,
    before: quote.before !== null && blocks.has(quote.before) ? quote.before : null,
  }));
}

/** What comments quote, by comment. */
export type QuotesBy = ReadonlyMap<string, readonly QuoteLine[]>;

/** Files of comments, by comment. */
export type FilesBy = ReadonlyMap<string, readonly ShownFile[]>;

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
  /** What each version quotes; the current one is null. */
  quotes: ReadonlyMap<number | null, readonly QuoteLine[]>;
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
  /** If moderators deleted it for good: why, when and who; who it was, and what they added, is for moderators. */
  purge: { why: PurgeReason; words: string; at: Date; byName: string | null | undefined } | null;
  /** Earlier texts, oldest first. */
  versions: EarlierWords[];
  /** What each version quotes; the current one is null. */
  quotes: ReadonlyMap<number | null, readonly QuoteLine[]>;
  /** Its number on its page, if comments have numbers there. */
  number: number | null;
}

/** A held comment. */
export interface WaitingComment {
  id: string;
  /** Path and title of the page that it is on. */
  path: string;
  title: string;
  author: Name;
  content: Content;
  createdAt: Date;
}
