import { z } from "zod";
import { uniqueList } from "@/lib/core/form-list";
import { day } from "@/lib/core/moments";
import { Zone } from "@/lib/core/zoned-time";
import { ClientToken } from "@/lib/revisions/model";
import { visibleLine, visibleText } from "@/lib/text/visible";

/* Polls in topics: what their forms send, and what their pages show. */

/** When the results of a poll can be read. */
export const POLL_RESULTS = ["at-once", "when-closed"] as const;
/** How many options a poll can have. */
export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 20;
/** Maximum length of a question, and of an option, in characters. */
export const QUESTION_LENGTH = 200;
export const OPTION_LENGTH = 200;
/** Polls that one topic can have; only one of them can be open. */
export const MOST_POLLS = 10;

const TopicNumber = z.string().regex(/^[1-9]\d{0,8}$/);

/** The fields of a poll, as typed. They are empty in the form of a topic without one; `pollOf` reads them together. */
export const POLL_FIELDS = {
  pollQuestion: visibleLine(QUESTION_LENGTH).default(""),
  /** One option on each line. */
  pollOptions: visibleText(MOST_OPTIONS * (OPTION_LENGTH + 2)).default(""),
  /** How many options a member may choose. */
  pollMost: z.preprocess(
    (typed) => (typed === "" ? undefined : typed),
    z.coerce.number("number").int("number").min(1, "number").max(MOST_OPTIONS, "number").default(1),
  ),
  pollResults: z.enum(POLL_RESULTS, "choose").default("at-once"),
  /** The last day on which members vote; empty: until somebody closes it. */
  pollDay: z.union([z.literal("").transform(() => null), day()]).default(null),
  pollZone: Zone.default("UTC"),
} as const;
const PollFields = z.object(POLL_FIELDS);
export type PollFields = z.infer<typeof PollFields>;

const AtTopic = z.object({ slug: TopicNumber });
const AtPoll = AtTopic.extend({ poll: z.uuid() });

/** Adds a poll to a topic. */
export const AddPoll = AtTopic.extend({ ...POLL_FIELDS, clientToken: ClientToken });
/** Changes a poll in which nobody has voted. */
export const ChangePoll = AtPoll.extend(POLL_FIELDS);
export const ClosePoll = AtPoll;
export const RemovePoll = AtPoll;
/** A member's vote: the places of the chosen options. It replaces their vote before. */
export const VoteInPoll = AtPoll.extend({
  choice: uniqueList(z.coerce.number().int().min(1).max(MOST_OPTIONS), MOST_OPTIONS),
});

/** An option. `votes`: null while the results cannot be read. */
export interface PollOption {
  position: number;
  text: string;
  votes: number | null;
}

/** A poll, as a reader sees it. */
export interface Poll {
  id: string;
  question: string;
  most: number;
  results: (typeof POLL_RESULTS)[number];
  closesAt: Date | null;
  zone: string | null;
  closedAt: Date | null;
  /** How many members voted; null while the results cannot be read. */
  voters: number | null;
  options: PollOption[];
  /** The places of the options that the member chose; none for everybody. */
  own: number[];
}

/** Whether members can vote in a poll at a time, if the topic is open. */
export const isOpenAt = ({ closedAt, closesAt }: Pick<Poll, "closedAt" | "closesAt">, now: Date): boolean =>
  closedAt === null && (closesAt === null || closesAt > now);
