import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { SubjectEventSort } from "@/db/schema/watching";
import type { StoredRevision } from "@/lib/revisions";
import type { AppearedThing } from "./model";
import type { ThingSource, WideThing } from "./things";
import type { NewsKinds } from "./told";

/** Something that happens to a page, of which its watchers are told. In its SQL `e` is the event. */
export interface EventKind {
  kind: string;
  /** Whether what the event names can still be read; absent where it names the page itself. */
  isThere?: SQL;
  /** Joins what the event names, where it says something. */
  from?: SQL;
  /** What was said of it, or what it says: as a text, or as content. */
  words?: SQL;
  content?: SQL;
  /** The revision that it was, whose author may be hidden. */
  revision?: SQL;
  /** Set where the page's own people are told of it in person. */
  isInPerson?: true;
  /** Of a change of the text: whether it is a slip of the pen, of which nobody need be told. */
  isSlip?: (tx: Tx, revision: StoredRevision) => Promise<boolean>;
}

/** A sort of page that is watched as a whole, by what happens to it. */
export interface WatchedPages {
  /** As it is kept of a watch, and chosen mails by. */
  kind: string;
  /** A select of those that have appeared: `page_id`, `slug`, `title`. */
  pages: SQL;
  /** A select of the state of the page of an event `e`: its events are told while it is published. */
  state: SQL;
  /** Whether the page of a watch `w` is its member's own. */
  isOwn: SQL;
  events: readonly EventKind[];
}

/** Sorts of things that newly appear under subjects. In its SQL `e` is the event. */
export interface AppearingKind {
  sorts: readonly SubjectEventSort[];
  /** Whether what the event names can still be read. */
  isRead: SQL;
  /** Whether it is by a member. */
  isBy: (memberId: SQL) => SQL;
  /** Joins what the event names. */
  from: SQL;
  /** What `describe` needs of it, as json; null of other sorts. */
  about: SQL;
  describe(about: unknown, sort: SubjectEventSort, recordId: string | null): AppearedThing;
}

/** What notices tell of: how each kind is read and worded is said by the domain that has it. */
export interface NoticeKinds {
  news: NewsKinds;
  /** Things that are parts of pages, or hold several. */
  things: readonly ThingSource[];
  wide: WideThing;
  pages: readonly WatchedPages[];
  appearing: readonly AppearingKind[];
}

let composed: NoticeKinds | undefined;

/** Gives the engine its kinds. The table names every domain that tells of something, so it is handed over when it is loaded. */
export function composeNotices(kinds: NoticeKinds): void {
  composed = kinds;
}

/** The kinds of notices. Throws in a process that never loaded the table. */
export function noticeKinds(): NoticeKinds {
  if (!composed) throw new Error("lib/notice-kinds.ts was not loaded: import lib/transact.ts first");
  return composed;
}
