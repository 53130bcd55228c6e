import type { CommentLine } from "@/lib/comments/model";
import type { TopicFacts } from "@/lib/core/policy";
import type { Writer } from "@/lib/members/model";
import type { Content } from "@/lib/text/nodes";
import type { AddressedTopic } from "../areas/model";
import type { Timer } from "../care/model";
import type { Category } from "../categories/model";

/** What was done to a topic, as its readers see it. */
type NoteKind =
  | "split"
  | "joined"
  | "merged"
  | "closed"
  | "reopened"
  | "renamed"
  | "moved"
  | "pinned"
  | "unpinned"
  | "archived"
  | "unarchived"
  | "slowed"
  | "unslowed"
  | "published";

/** The newest visible reply of a topic, and who wrote it: null for a former member. */
export interface LastReply {
  number: number;
  by: { handle: string; displayName: string } | null;
  /** As in `TopicLine`. */
  importedBy: string | null;
}

/** A topic in a list. */
export interface TopicLine extends AddressedTopic {
  id: string;
  title: string;
  language: string;
  categoryId: string;
  isQuestion: boolean;
  isAnswered: boolean;
  isClosed: boolean;
  isArchived: boolean;
  isPinned: boolean;
  /** Came with the site. */
  isStarter: boolean;
  replyCount: number;
  author: Writer | null;
  /** The name of an author elsewhere, whose message was imported; null if a member wrote it. */
  importedBy: string | null;
  createdAt: Date;
  /** Its newest reply, or its opening. */
  activeAt: Date;
  /** Null without a reply. */
  last: LastReply | null;
}

/** A topic with its first message. */
export interface TopicPage extends TopicLine {
  topics: string[];
  countries: string[];
  articles: string[];
  category: string;
  content: Content;
  /** Number of the current revision of the first message. */
  revision: number;
  /** When the first message was changed; null if never. */
  changedAt: Date | null;
  answer: { id: string; number: number } | null;
  /** Minutes between two replies of a member; null for no limit. */
  slowMinutes: number | null;
  timers: Timer[];
  aboutKind: string | null;
  aboutKey: string | null;
}

/** A reply to a topic. Hidden and deleted ones leave their number, without text. */
export interface ReplyLine extends Omit<CommentLine, "author"> {
  number: number;
  author: Writer | null;
  /** The number of the reply that it answers; null if it answers the topic. */
  answers: number | null;
}

/** The replies on a page of a topic. */
export interface Replies {
  lines: ReplyLine[];
  page: number;
  pages: number;
}

/** A topic as a line in another one names it. */
export interface NamedTopic extends AddressedTopic {
  title: string;
  language: string;
}

/** The number of a reply that was moved. `to`: where it is now; null if the reader may not read that. */
export interface MovedReply {
  number: number;
  to: (NamedTopic & { reply: number }) | null;
}

/** What was done to a topic, after the reply with the number `after`. */
export interface NoteLine {
  id: string;
  after: number;
  kind: NoteKind;
  role: "moderator" | "author" | "timer";
  /** How many replies, or how many minutes. */
  amount: number | null;
  /** The other topic; null if there is none, or the reader may not read it. */
  other: NamedTopic | null;
  /** Names of the category, by language; null if there is none, or the reader may not read it. */
  category: Category["texts"] | null;
  titles: { from: string; to: string } | null;
  createdAt: Date;
}

/** What else is in the flow of replies of a page of a topic. */
export interface Flow {
  moved: MovedReply[];
  notes: NoteLine[];
  /** What replies of the page answer in other topics, by the id of the reply. */
  elsewhere: ReadonlyMap<string, NamedTopic & { reply: number }>;
  /** Numbers of all public topics that it could name, hidden ones too; none in a restricted room. */
  nameable: string[];
}

/** A topic for its author and moderators. */
export interface OwnTopic {
  page: TopicPage;
  state: TopicFacts["state"];
  /** Whether its readers see it: everybody, or those of its room. */
  isVisible: boolean;
  /** Why it is hidden. */
  reason: string | null;
  /** Whether the topic was closed, and not only its category. */
  isClosedItself: boolean;
  /** Whether a line in it names earlier titles. */
  hasOldTitles: boolean;
  facts: TopicFacts;
}
