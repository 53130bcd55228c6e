import type { CommentedPages } from "@/app/comments/commented";
import { roomPages, roomReplies, topicPages, topicReplies } from "@/lib/discussions";
import { TopicParams, TopicReply } from "@/lib/discussions/model";
import { topicCrumbsIn } from "./areas";

const REPLIES = {
  inputs: TopicReply,
  word: "reply",
  current: "discussions",
  params: TopicParams,
} as const;

/** Topics, for the screens and pages of their replies. */
export const topics: CommentedPages = {
  ...REPLIES,
  of: topicPages,
  commands: topicReplies,
  crumbs: topicCrumbsIn("discussions"),
};

/** Topics in restricted rooms. */
export const roomTopics: CommentedPages = {
  ...REPLIES,
  of: roomPages,
  commands: roomReplies,
  crumbs: topicCrumbsIn("rooms"),
};
