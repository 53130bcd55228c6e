import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { StoredRevision } from "@/lib/revisions/contents";
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
  kind: "post" | "material";
  /** A select of the state of the page of an event `e`: its events are told while it is published. */
  state: SQL;
  /** Whether the page of a watch `w` is its member's own. */
  isOwn: SQL;
  events: readonly EventKind[];
}

/** What notices tell of: how each kind is read and worded is said by the domain that has it. */
export interface NoticeKinds {
  news: NewsKinds;
  pages: readonly WatchedPages[];
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
