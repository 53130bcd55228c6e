import { z } from "zod";
import { commentInputs } from "@/lib/comments/model";
import { OnOff, uniqueList } from "@/lib/core/form-list";
import { day } from "@/lib/core/moments";
import { ClockTime, Zone } from "@/lib/core/zoned-time";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { FormBase, FormText, Reason } from "@/lib/revisions/input";
import { ClientToken, EditSummary } from "@/lib/revisions/model";
import { foldSlug } from "@/lib/text/slug";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";
import { ArticleRef, ArticleRefs } from "@/lib/vocabulary/articles";
import { TOPICS } from "@/lib/vocabulary/topics";
import { type AddressedTopic, topicPath } from "./areas/model";
import { CategorySlug } from "./categories/model";
import { POLL_FIELDS } from "./polls/model";

/** Key of a topic's first message. */
export const MESSAGE = "message";
/** Maximum length of a first message in characters. */
export const MESSAGE_LENGTH = 20_000;

/** Number of a topic, as it is written in its address. */
export const TopicNumber = z.string().regex(/^[1-9]\d{0,8}$/);
/** Parameters of every page of a topic: the engines know a page by its slug, which is the topic's number. */
export const TopicParams = z.object({ slug: TopicNumber });
/** The address of a topic: its number, and its title, which identifies nothing. */
export const TopicAddress = z.object({ slug: TopicNumber, title: z.string().max(200) });

/** Words that mean pages below a topic's number, so no title may become one of them. */
const BELOW: ReadonlySet<string> = new Set([
  "amended",
  "comment",
  "comments",
  "diff",
  "edit",
  "history",
  "links",
  "manage",
  "merge",
  "polls",
  "revisions",
  "split",
  "unread",
]);

/** Whether a part of an address after a topic's number means a page about the topic, not its title. */
export const isBelowTopic = (part: string) => BELOW.has(part);

/** Converts a title to the readable part of an address; "topic" for other scripts. */
export function titleSlug(title: string): string {
  const slug = foldSlug(title, 80);
  if (slug === "") return "topic";
  return BELOW.has(slug) ? `${slug}-topic` : slug;
}

/** Everything about a topic but its message. */
export const TopicDetails = z.object({
  title: atLeast(8, visibleLine(200)),
  category: CategorySlug,
  language: z.enum(MEMBER_LANGUAGES, "choose").default("en"),
  isQuestion: OnOff,
  topics: uniqueList(z.enum(TOPICS), 6),
  countries: uniqueList(z.enum(COUNTRY_CODES as [string, ...string[]]), 20),
  articles: ArticleRefs,
});
export type TopicDetails = z.infer<typeof TopicDetails>;

/** A place of the site that a topic is about, as watching writes it: "section:ghana/procedural-law". */
const About = z
  .string()
  .max(200)
  .regex(/^[a-z]+:[\w:/.-]+$/);

/** The first message of a topic, as typed. */
export const Message = atLeast(10, visibleText(MESSAGE_LENGTH));

/** A new topic. */
export const OpenTopic = TopicDetails.extend({
  text: Message,
  /** The day on which a moderator lets it appear; empty: at once. */
  publishDay: z.union([z.literal("").transform(() => null), day()]).default(null),
  publishTime: ClockTime.default("09:00"),
  publishZone: Zone.default("UTC"),
  /** Empty for none. */
  about: z.union([z.literal("").transform(() => null), About]).default(null),
  ...POLL_FIELDS,
  clientToken: ClientToken,
});
export type OpenTopic = z.infer<typeof OpenTopic>;

/** A topic changed by its author or a moderator: details, and the message if the form has it. */
export const ChangeTopic = TopicDetails.extend({
  slug: TopicNumber,
  text: FormText.shape.text,
  /** The revision of the message that the form was filled with. */
  base: FormBase.default(null),
  summary: z.preprocess((typed) => (typed === "" ? undefined : typed), EditSummary.optional()),
  clientToken: ClientToken,
});
export type ChangeTopic = z.infer<typeof ChangeTopic>;

/** Whether to close it, or to show it first. */
export const CloseTopic = TopicParams.extend({ isClosed: OnOff });
export const PinTopic = TopicParams.extend({ isPinned: OnOff });
export const HideTopic = TopicParams.extend({ reason: Reason });
/** The reply to accept as the answer, by its number. */
export const AcceptAnswer = TopicParams.extend({ reply: z.coerce.number().int().min(1).max(2_000_000_000) });

/** Input schemas of replies. */
export const TopicReply = commentInputs(TopicParams);

/** Lists of the topics with the most activity in a time. */
export const TOP_LISTS = ["week", "month"] as const;
export type TopList = (typeof TOP_LISTS)[number];
/** Orders of the list of topics. */
export const TOPIC_LISTS = ["latest", "new", "unanswered", ...TOP_LISTS, "archived"] as const;
export type TopicList = (typeof TOPIC_LISTS)[number];

/** Order and filters of the list of topics, from its address. */
export const TopicsQuery = z.object({
  list: z.enum(TOPIC_LISTS).optional().catch(undefined),
  topic: z.enum(TOPICS).optional().catch(undefined),
  country: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
  article: ArticleRef.optional().catch(undefined),
  lang: z.enum(MEMBER_LANGUAGES).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type TopicsQuery = z.infer<typeof TopicsQuery>;

/** Replies on a page of a topic. */
export const REPLIES_ON_PAGE = 20;
/** Replies up to which a topic is offered on one page; printing and searching the page then reach all of them. */
export const MOST_ON_ONE_PAGE = 6_000;
/** Which replies of a topic to show: a page of them, the page with a reply, or all. */
export const RepliesQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  comment: z.uuid().optional().catch(undefined),
  all: z.literal("1").optional().catch(undefined),
});

/** Returns the page of a topic that has the reply with a number. */
export const pageOfReply = (number: number): number => Math.max(1, Math.ceil(number / REPLIES_ON_PAGE));

/** Returns a reply's permanent address without language: the page that has it, and its place there. */
export function replyPath(topic: AddressedTopic, number: number): string {
  const page = pageOfReply(number);
  return `${topicPath(topic)}${page === 1 ? "" : `?page=${page}`}#r${number}`;
}
