import { z } from "zod";
import { OnOff, uniqueList } from "@/lib/core/form-list";
import { day } from "@/lib/core/moments";
import { ClockTime, Zone } from "@/lib/core/zoned-time";
import { ClientToken } from "@/lib/revisions/model";
import { CategorySlug } from "../categories/model";
import { Message, TopicDetails, TopicParams } from "../model";

/* Inputs of what moderators do to take care of topics. */

/** Archives a topic, or takes it out of the archive. */
export const ArchiveTopic = TopicParams.extend({ isArchived: OnOff });

/** Minutes between two replies of a member that moderators can choose. */
export const SLOW_MINUTES = [5, 15, 60, 240, 1440] as const;
export const SlowTopic = TopicParams.extend({
  minutes: z
    .enum(["", ...SLOW_MINUTES.map(String)], "choose")
    .transform((minutes) => (minutes === "" ? null : Number(minutes))),
});

/** Changes the title of a topic that was merged into another. */
export const RetitleTopic = TopicParams.extend({ title: TopicDetails.shape.title });

/** What a timer does with a topic. */
export const TIMERS = ["close", "reopen", "publish"] as const;
/** A timer of a topic. */
export interface Timer {
  kind: (typeof TIMERS)[number];
  at: Date;
  /** The zone in which it was chosen. */
  zone: string;
}

/** What happens to a topic, at which local time in a zone. */
export const TimeTopic = TopicParams.extend({
  timer: z.enum(TIMERS, "choose"),
  day: day({ error: ({ input }) => (input === "" ? "required" : "day") }),
  time: ClockTime,
  zone: Zone,
});
export const StopTimer = TopicParams.extend({ timer: z.enum(TIMERS) });

/** Most replies that are moved at once. */
const MOST_MOVED = 6_000;
const REPLY_NUMBER = 2_000_000_000;
const Ticked = uniqueList(z.coerce.number().int().min(1).max(REPLY_NUMBER), MOST_MOVED);
/** Numbers of replies as people write them: "4, 7-12". */
const Written = z
  .string()
  .max(1_000)
  .default("")
  .transform((text) => text.split(/[\s,;،]+/).filter((part) => part !== ""))
  .refine((parts) => parts.every((part) => /^#?\d{1,9}(?:[-–]#?\d{1,9})?$/.test(part)), "reply_numbers")
  .transform((parts) => parts.map((part) => part.replaceAll("#", "").split(/[-–]/).map(Number)));

/** The replies to move: ticked ones, and those whose numbers were written. */
const CHOSEN = { replies: Ticked, numbers: Written };

/** Makes a new topic of replies. In a restricted room it stays in the room, so no category is chosen. */
export const SplitTopic = TopicParams.extend({
  ...CHOSEN,
  title: TopicDetails.shape.title,
  category: CategorySlug,
  isQuestion: OnOff,
  text: Message,
  clientToken: ClientToken,
});
export type SplitTopic = z.infer<typeof SplitTopic>;

/** The number of a topic, or its address on this site. */
const OtherTopic = z
  .string()
  .max(400)
  .transform((typed) => typed.trim().replace(/^#|[?#].*$/g, ""))
  .transform((typed) => /\/t\/(\d+)/.exec(typed)?.[1] ?? typed)
  .pipe(z.string().regex(/^[1-9]\d{0,8}$/, "topic_number"));

/** Moves replies to a topic that exists. */
export const JoinTopic = TopicParams.extend({ ...CHOSEN, into: OtherTopic });
export type JoinTopic = z.infer<typeof JoinTopic>;
/** Moves a whole topic into another. */
export const MergeTopic = TopicParams.extend({ into: OtherTopic });
export type MergeTopic = z.infer<typeof MergeTopic>;
/** The topic that is asked about before a merge. */
export const MergeQuery = z.object({ into: OtherTopic.optional().catch(undefined) });
