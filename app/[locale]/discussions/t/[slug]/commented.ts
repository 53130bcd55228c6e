import type { CommentedPages } from "@/app/comments/commented";
import { topicPages, topicReplies } from "@/lib/discussions";
import { TopicReply } from "@/lib/discussions/model";
import { TopicParams, topicCrumbs } from "./topic-place";

/** Topics, for the screens and pages of their replies. */
export const topics: CommentedPages = {
  of: topicPages,
  commands: topicReplies,
  inputs: TopicReply,
  word: "reply",
  current: "discussions",
  params: TopicParams,
  crumbs: topicCrumbs,
};
