import { type Actor, hasRole } from "../actor";
import { isAdministrator, isMember, isModerator, isOwner, isVerified, type OfActor, rule } from "./rule";

/** Members who may write somewhere in the discussions. */
type Writers = "members" | "practitioners" | "moderators";

/** A restricted room: who may read it, for which country (ISO 3166-1 alpha-2), and whether the actor is on its list. */
export interface RoomFacts {
  audience: "members" | "practitioners" | "country" | "group";
  country: string | null;
  isListed: boolean;
}

/** A topic: its author, its state, whether it takes replies, who may reply in its category, and its room if any. */
export interface TopicFacts {
  authorId: string;
  state: "held" | "planned" | "shown" | "inside" | "hidden" | "merged";
  isClosed: boolean;
  repliers: Writers;
  room: RoomFacts | null;
}

const IS_WRITER: Record<Writers, OfActor> = {
  members: isMember,
  practitioners: (actor) => isMember(actor) && (isVerified(actor) || isModerator(actor)),
  moderators: isModerator,
};

/** Which restricted rooms an actor reads by roles. `isMember`: those on whose list they are come on top. */
export interface RoomsByRole {
  isMember: boolean;
  isAll: boolean;
  audiences: readonly RoomFacts["audience"][];
  countries: readonly string[];
}

/** Returns which restricted rooms an actor reads by roles: moderators all of them, because they moderate them. */
export function roomsByRole(actor: Actor | null): RoomsByRole {
  return {
    isMember: isMember(actor),
    isAll: isModerator(actor),
    audiences: [
      ...(isMember(actor) ? (["members"] as const) : []),
      ...(isVerified(actor) ? (["practitioners"] as const) : []),
    ],
    countries: hasRole(actor, "focal-point") ? (actor?.focalCountries ?? []) : [],
  };
}

function readsRoom(actor: Actor | null, room: RoomFacts): boolean {
  const { isMember: mayBeListed, isAll, audiences, countries } = roomsByRole(actor);
  return (
    isAll ||
    audiences.includes(room.audience) ||
    (room.audience === "country" && countries.includes(room.country ?? "")) ||
    (mayBeListed && room.isListed)
  );
}

/** Whether an actor may be where a topic is: everybody in public categories. */
const isIn = (actor: Actor | null, { room }: { room: RoomFacts | null }) =>
  room === null || readsRoom(actor, room);

/** Its author, who must still be one of the room's readers. */
const isOwnTopic = (actor: Actor | null, s: TopicFacts) => isOwner(actor, s.authorId) && isIn(actor, s);

/** Rules for the discussions, public and restricted. Replies are comments and have their rules (`comment.*`). */
export const DISCUSSION_RULES = {
  "category.manage": rule(isAdministrator),
  "room.read": rule<RoomFacts>(readsRoom),
  /** Adds members to the list of a room, and takes them from it. */
  "room.keep-list": rule(isAdministrator),
  "topic.open": rule<{ openers: Writers; isClosed: boolean; room: RoomFacts | null }>(
    (actor, s) => !s.isClosed && IS_WRITER[s.openers](actor) && isIn(actor, s),
  ),
  /**
   * A topic that waits for a moderator or its time, or that was hidden: its author and moderators. Of one that was merged
   * into another, its readers learn where its messages are.
   */
  "topic.read": rule<TopicFacts>(
    (actor, s) =>
      s.state === "shown" ||
      ((s.state === "inside" || s.state === "merged") && isIn(actor, s)) ||
      isOwnTopic(actor, s) ||
      isModerator(actor),
  ),
  "topic.reply": rule<TopicFacts>(
    (actor, s) => (!s.isClosed && IS_WRITER[s.repliers](actor) && isIn(actor, s)) || isModerator(actor),
  ),
  /** Its author while it is open, and moderators. */
  "topic.edit": rule<TopicFacts>(
    (actor, s) => (isOwnTopic(actor, s) && s.state !== "hidden" && !s.isClosed) || isModerator(actor),
  ),
  /** Closes, pins, hides, moves, splits, merges and archives topics, slows them down, and chooses the time for it. */
  "topic.moderate": rule(isModerator),
  /** Who asked the question decides which reply answers it; moderators may too. */
  "topic.answer": rule<TopicFacts>((actor, s) => isOwnTopic(actor, s) || isModerator(actor)),
  /** Who may reply in the category; whether the topic and the poll are open is checked after. */
  "poll.vote": rule<TopicFacts>((actor, s) => IS_WRITER[s.repliers](actor) && isIn(actor, s)),
  /** The author of the topic ends the vote; moderators may too. */
  "poll.close": rule<TopicFacts>((actor, s) => isOwnTopic(actor, s) || isModerator(actor)),
} as const;
