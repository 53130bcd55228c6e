import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { Worded } from "@/lib/notices";

/** A thing that a member flags, and its members. */
export interface Flagged {
  kind: string;
  id: string;
  /** The page that it is on, if any. */
  pageId: string | null;
  /** Whose it is; empty for what the community writes together. */
  authorIds: readonly string[];
}

/** A thing as a reader of a list sees it. */
export interface FlaggedThing {
  title: Worded;
  /** Where it is, or where moderators look at it. */
  path: string;
  /** Its words, as far as they help to decide. */
  text: string | null;
  author: { handle: string; displayName: string } | null;
}

/** An address of this site, without language and query: its parts, and what is after the "#". */
export interface AtAddress {
  parts: readonly string[];
  hash: string;
}

/** What flags need to know of a kind of thing; provided by its domain. */
export interface FlagKind {
  kind: string;
  /**
   * Where the author of a decided thing reads what became of it, if not on the page of the case. Such things are decided by
   * moderators without any flag; `lib/flags` has their appeals only.
   */
  own?: { path: string; title: Worded };
  /** Finds what a member wants to flag. Throws `not_found` to those who may not read it. */
  find(ctx: Ctx, id: string): Promise<Flagged>;
  /** Finds the id of the thing at an address, whoever may read it: `find` decides that. Missing: reported as an address. */
  at?(address: AtAddress, on: Queryable): Promise<string | null>;
  /**
   * Locks what `hide`, `show` and `rewrite` change. A flag, and a decision on the page of the thing, lock the thing before its
   * case; so must a decision in the queue, or both would wait for each other.
   */
  lock?(ctx: Ctx, id: string): Promise<void>;
  /** Describes things for a reader, without those that they may not read. */
  describe(reader: Actor, ids: readonly string[], on: Queryable): Promise<ReadonlyMap<string, FlaggedThing>>;
  /**
   * Hides a thing, and shows it again; nothing if it is so already. Missing for things that flags never hide: a moderator
   * then acts on the page of the thing.
   */
  hide?(ctx: Ctx, of: { id: string; caseId: string; reason: string | null }): Promise<void>;
  show?(ctx: Ctx, of: { id: string; caseId: string }): Promise<void>;
  /** Returns the words of a thing as its author typed them, and replaces them. */
  typed?(reader: Actor, id: string, on: Queryable): Promise<string>;
  rewrite?(ctx: Ctx, of: { id: string; text: string }): Promise<void>;
}
