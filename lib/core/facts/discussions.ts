/**
 * `slug`: the slug of its page, which is its number; `category`: the slug of its category; `isInRoom`: only the readers
 * of a restricted room see it. Earlier facts lack it: they are about public topics.
 */
interface TopicFact {
  pageId: string;
  slug: string;
  category: string;
  isInRoom: boolean;
}

/** `isRoom`: it is a restricted room, of which no public page shows anything. */
interface CategoryFact {
  slug: string;
  isRoom: boolean;
}

/** Facts about the discussions. Replies are comments (`comment.written`). */
export interface DiscussionFacts {
  "category.made": CategoryFact;
  "category.changed": CategoryFact;
  "category.moved": CategoryFact;
  "category.closed": CategoryFact & { isClosed: boolean };
  /** A member was put on the list of a restricted room, or taken from it. */
  "room.joined": { categoryId: string; slug: string; memberId: string };
  "room.left": { categoryId: string; slug: string; memberId: string };
  /** The categories and topics with which a site begins. */
  "discussions.begun": { categories: string[]; topics: string[] };
  /** `isHeld`: it waits for a moderator, as the first messages of new members do. */
  "topic.opened": TopicFact & { isHeld: boolean };
  /** Its details changed. `from`, `fromCountries`: the category and the countries (ISO 3166-1) that it had before. */
  "topic.changed": TopicFact & { from: string; fromCountries: string[] };
  "topic.closed": TopicFact & { isClosed: boolean };
  "topic.pinned": TopicFact & { isPinned: boolean };
  /** `caseId`: it was hidden, or shown again, because of flags; those have notices of their own. */
  "topic.hidden": TopicFact & { caseId?: string };
  /** `wasHeld`: it had waited for a moderator. */
  "topic.shown": TopicFact & { wasHeld: boolean; caseId?: string };
  /** `commentId`: the reply that was accepted; null when its acceptance was taken back. */
  "topic.answered": TopicFact & { commentId: string | null };
  /** Replies were moved to another topic: `toId`, `toSlug`. `isNew`: it was opened for them. */
  "topic.split": TopicFact & { toId: string; toSlug: string; replies: number; isNew: boolean };
  /** All its messages were moved to another topic. */
  "topic.merged": TopicFact & { toId: string; toSlug: string; replies: number };
  "topic.archived": TopicFact & { isArchived: boolean };
  /** `minutes`: how long a member waits between two replies; null: not at all. */
  "topic.slowed": TopicFact & { minutes: number | null };
  /** What happens to it at a time; null: not any more. */
  "topic.timed": TopicFact & { timer: string; at: string | null };
  /** A topic appeared for which a moderator had chosen a time. */
  "topic.published": TopicFact;
  /** The earlier titles were taken out of what readers see. */
  "topic.titles-cleared": TopicFact;
  /** Messages from elsewhere were imported into a topic by the operator's command; or that was undone. */
  "discussions.imported": TopicFact & { runId: string; messages: number };
  "discussions.import-undone": TopicFact & { runId: string; messages: number };
  /** A poll of a topic. Votes are secret, so no fact is recorded of them. */
  "poll.added": TopicFact & { pollId: string };
  "poll.changed": TopicFact & { pollId: string };
  "poll.removed": TopicFact & { pollId: string };
  /** Members cannot vote any more, and the results can be read. */
  "poll.closed": TopicFact & { pollId: string };
  /** A member brings the words of a reply into a section of a profile: their next save of it whose form names the reply credits it. */
  "reply.proposed": TopicFact & { commentId: string; sectionId: string };
  /** They said that their edit is not from the reply. */
  "reply.left-out": { commentId: string; sectionId: string };
}
