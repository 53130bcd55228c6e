import type { Actor } from "../actor";
import { isAdministrator, isMember, isModerator, isOwner, isVerified, type OfActor, rule } from "./rule";

/** Members who may write somewhere in the discussions. */
type Writers = "members" | "practitioners" | "moderators";

/** A topic: its author, its state, whether it takes replies, and who may reply in its category. */
export interface TopicFacts {
  authorId: string;
  state: "held" | "shown" | "hidden";
  isClosed: boolean;
  repliers: Writers;
}

const IS_WRITER: Record<Writers, OfActor> = {
  members: isMember,
  practitioners: (actor) => isMember(actor) && (isVerified(actor) || isModerator(actor)),
  moderators: isModerator,
};

const isOwnTopic = (actor: Actor | null, s: TopicFacts) => isOwner(actor, s.authorId);

/** Rules for the discussions. Replies are comments and have their rules (`comment.*`). */
export const DISCUSSION_RULES = {
  "category.manage": rule(isAdministrator),
  "topic.open": rule<{ openers: Writers; isClosed: boolean }>(
    (actor, s) => !s.isClosed && IS_WRITER[s.openers](actor),
  ),
  /** A topic that waits for a moderator, or that one has hidden: its author and moderators. */
  "topic.read": rule<TopicFacts>(
    (actor, s) => s.state === "shown" || isOwnTopic(actor, s) || isModerator(actor),
  ),
  "topic.reply": rule<TopicFacts>(
    (actor, s) => (!s.isClosed && IS_WRITER[s.repliers](actor)) || isModerator(actor),
  ),
  /** Its author while it is open, and moderators. */
  "topic.edit": rule<TopicFacts>(
    (actor, s) => (isOwnTopic(actor, s) && s.state !== "hidden" && !s.isClosed) || isModerator(actor),
  ),
  /** Closes, pins, hides and moves topics. */
  "topic.moderate": rule(isModerator),
  /** Who asked the question decides which reply answers it; moderators may too. */
  "topic.answer": rule<TopicFacts>((actor, s) => isOwnTopic(actor, s) || isModerator(actor)),
} as const;
