import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { SubjectEventSort } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { Composed } from "@/lib/core/composed";
import type { StoredRevision } from "@/lib/revisions";
import type { AppearedThing } from "./model";
import type { NewsKinds } from "./personal-notice";
import type { NamedThings, ThingSource, WideThing } from "./things";

/** A kind of event of a page that notifies its watchers. In its SQL `e` is the event. */
export interface EventKind {
  kind: string;
  /** Whether the event's subject can still be read; missing if that is the page itself. */
  isThere?: SQL;
  /** Join of the event's subject, if it has text. */
  from?: SQL;
  /** Its text (a summary, note or comment), as plain text or as content. */
  words?: SQL;
  content?: SQL;
  /** Its revision, whose author may be hidden. */
  revision?: SQL;
  /** Set if the page's authors or owner get a personal notice of it instead. */
  isInPerson?: true;
  /** For a changed text: whether it is a typo correction, which notifies no one. */
  isSlip?: (tx: Tx, revision: StoredRevision) => Promise<boolean>;
}

/** A kind of page that is watched as a whole. */
export interface WatchedPages {
  /** Kind as stored in watches, and category of mails. */
  kind: string;
  /** Query of published and retracted pages that a reader may know of: `page_id`, `slug`, `title`. */
  pages(reader: Actor | null): SQL;
  /** SQL: whether a member may be notified of the page with an id; missing if everybody may read such pages. */
  isOpenTo?(memberId: SQL, pageId: SQL): SQL;
  /** Query of the state of an event's page (`e`); events are shown while it is published. */
  state: SQL;
  /** SQL: whether the page of a watch `w` is its member's own. */
  isOwn: SQL;
  /** Query of the subjects and categories of the page with an id: `kind` and `key`; their watchers hear of its events. */
  within?(this: void, pageId: SQL): SQL;
  events: readonly EventKind[];
}

/** Sorts of content published under subjects. In its SQL `e` is the event. */
export interface AppearingKind {
  sorts: readonly SubjectEventSort[];
  /** Whether the content can still be read. */
  isRead: SQL;
  /** Whether a reader may know of it; missing if everybody may. */
  isOpenTo?(reader: Actor): SQL;
  /** Whether it is by a member. */
  isBy: (memberId: SQL) => SQL;
  /** Join of the content. */
  from: SQL;
  /** JSON that `describe` needs; null for other sorts. */
  about: SQL;
  describe(about: unknown, sort: SubjectEventSort, recordId: string | null): AppearedThing;
}

/** The kinds of notices; each domain defines how its own are read and worded. */
export interface NoticeKinds {
  news: NewsKinds;
  /** Things that are parts of pages, and things that contain several pages. */
  things: readonly ThingSource[];
  wide: WideThing;
  pages: readonly WatchedPages[];
  appearing: readonly AppearingKind[];
  /** Kinds of subjects and categories, from the narrowest: the narrowest choice of a member decides. */
  subjects: readonly (readonly string[])[];
  /** Those of them that are stored, so that they have to be looked up. */
  named: readonly NamedThings[];
}

const table = new Composed<NoticeKinds>("lib/notice-kinds.ts");

/**
 * Registers the kinds of notices. The table imports every domain that has some, so it is passed in to avoid
 * an import cycle.
 */
export function composeNotices(kinds: NoticeKinds): void {
  table.set(kinds);
}

/** Returns the kinds of notices. Throws in a process that never loaded the table. */
export const noticeKinds = (): NoticeKinds => table.get();
