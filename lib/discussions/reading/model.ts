import { z } from "zod";
import { OnOff } from "@/lib/core/form-list";
import { milliseconds } from "@/lib/core/moments";
import { Handle } from "@/lib/members/model";
import { KIND_IN, type TopicArea } from "../areas/model";
import { CategorySlug } from "../categories/model";
import { TopicsQuery } from "../model";

/**
 * Days for which a topic that a member has not opened is new to them: a week, so that what was opened on a Friday is
 * still new on Monday.
 */
export const NEW_DAYS = 7;
/** The most unread replies that are counted of one topic; more are shown as "many". */
export const MOST_UNREAD = 100;
/** The most topics that one form marks as read. */
export const MOST_MARKED = 5_000;

/** A member's own lists of topics. `opened`, `replied`: topics that they opened, or wrote a reply in. */
export const OWN_LISTS = ["new", "unread", "opened", "replied"] as const;
export type OwnList = (typeof OWN_LISTS)[number];
/** Those of the lists that can be marked as read. */
export const COUNTED_LISTS = ["new", "unread"] as const satisfies readonly OwnList[];
export type CountedList = (typeof COUNTED_LISTS)[number];

const AREAS: Readonly<Record<string, TopicArea>> = {
  [KIND_IN.discussions]: "discussions",
  [KIND_IN.rooms]: "rooms",
};

/** A topic by its area and number. */
export interface TopicAt {
  area: TopicArea;
  slug: string;
}

/** A topic as watching writes it: "discussion:12", "room:5". */
const PLACE = new RegExp(`^(${Object.keys(AREAS).join("|")}):([1-9]\\d{0,8})$`);

/** Parses a topic from text; null if malformed. Does not check that it exists. */
export function readTopicAt(text: string): TopicAt | null {
  const [, kind = "", slug = ""] = PLACE.exec(text) ?? [];
  const area = AREAS[kind];
  return area ? { area, slug } : null;
}

/** Writes a topic as text. */
export const topicAtText = ({ area, slug }: TopicAt): string => `${KIND_IN[area]}:${slug}`;

const TopicPlace = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = readTopicAt(text);
    if (!at) context.addIssue({ code: "custom", message: "unknown" });
    return at as TopicAt;
  });

const ReplyNumber = z.coerce.number().int().min(0).max(2_000_000_000);

/** What a member has read of a topic: all up to a reply; 0 if they only opened it. */
export const ReadUpTo = z.object({ of: TopicPlace, number: ReplyNumber });
export type ReadUpTo = z.infer<typeof ReadUpTo>;

/** Filters of a member's lists: those of the lists of topics, and a category. */
export const OwnFilters = TopicsQuery.pick({ topic: true, country: true, article: true, lang: true }).extend({
  category: CategorySlug.optional().catch(undefined),
});
export type OwnFilters = z.infer<typeof OwnFilters>;

/** The address of a member's own lists. `undo`: the mark that can be undone. */
export const OwnTopicsQuery = OwnFilters.extend({
  list: z.enum(OWN_LISTS).default("unread").catch("unread"),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  done: z.enum(["read", "undone", "muted", "unmuted"]).optional().catch(undefined),
  undo: z.uuid().optional().catch(undefined),
});
export type OwnTopicsQuery = z.infer<typeof OwnTopicsQuery>;

/** Marks one topic as read up to a reply. `isOpened`: its page was open, and not only a list. */
export const MarkTopicRead = ReadUpTo.extend({ isOpened: OnOff });
export type MarkTopicRead = z.infer<typeof MarkTopicRead>;
/** Marks all of a list as read, as it was when its page was drawn (milliseconds). */
export const MarkListRead = OwnFilters.extend({ list: z.enum(COUNTED_LISTS), at: milliseconds() });
export type MarkListRead = z.infer<typeof MarkListRead>;
/** Undoes a mark. */
export const UndoRead = OwnFilters.extend({ undo: z.uuid(), list: z.enum(OWN_LISTS).default("unread") });
export type UndoRead = z.infer<typeof UndoRead>;

/** Mutes a category, or unmutes it. */
export const MuteCategory = z.object({ slug: CategorySlug, isMuted: OnOff });
export type MuteCategory = z.infer<typeof MuteCategory>;
/** The same for a member. */
export const MuteMember = z.object({ handle: Handle, isMuted: OnOff });

/** Topics of which a page asks what is unread, as "discussion:12,room:5". */
const MOST_ASKED = 80;
export const AskedTopics = z
  .string()
  .max(MOST_ASKED * 20)
  .transform((text) => text.split(",").flatMap((one) => readTopicAt(one) ?? []))
  .pipe(z.array(z.custom<TopicAt>()).max(MOST_ASKED));
