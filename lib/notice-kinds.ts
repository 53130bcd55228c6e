import { BLOG_NEWS, nameDecision as ofPost } from "@/lib/blog/news";
import { APPEARING_POSTS, WATCHED_POSTS } from "@/lib/blog/notices";
import { CLEANUP_NEWS } from "@/lib/cleanups/notices";
import { CONDUCT_NEWS } from "@/lib/conduct/notices";
import { MESSAGE_NEWS } from "@/lib/direct-messages/news";
import { DISCUSSION_NEWS } from "@/lib/discussions/news";
import { APPEARING_TOPICS, CATEGORIES, WATCHED_ROOM_TOPICS, WATCHED_TOPICS } from "@/lib/discussions/notices";
import { FILTER_NEWS } from "@/lib/filtering/notices";
import { FLAG_NEWS } from "@/lib/flag-kinds";
import { APPEARING_LAW } from "@/lib/legal/notices";
import { MEMBER_NEWS } from "@/lib/members/news";
import { composeNotices, describeDecision, describeSearch, type NewsKinds } from "@/lib/notices";
import { COMMENT_NEWS, PURGE_NEWS } from "@/lib/page-kinds";
import { nameDecision as ofProfile, PROFILE_NEWS } from "@/lib/profiles/news";
import { PROFILE_SOURCE, REGION } from "@/lib/profiles/watched/things";
import { describeQueue } from "@/lib/queues";
import { TRAINING_NEWS } from "@/lib/training/news";
import { APPEARING_MATERIALS, WATCHED_MATERIALS } from "@/lib/training/notices";
import { WEBHOOK_NEWS } from "@/lib/webhooks/notices";
import "./place-kinds";
import { QUEUES } from "./queue-kinds";

/*
 * Kinds of notices, provided by the domains. A domain with notices adds its lines here, and its steps in
 * `lib/consequences/`.
 */
const news: NewsKinds = {
  ...BLOG_NEWS,
  ...COMMENT_NEWS,
  ...TRAINING_NEWS,
  ...PROFILE_NEWS,
  ...MEMBER_NEWS,
  ...DISCUSSION_NEWS,
  ...MESSAGE_NEWS,
  ...FLAG_NEWS,
  ...CONDUCT_NEWS,
  ...FILTER_NEWS,
  ...CLEANUP_NEWS,
  ...PURGE_NEWS,
  ...WEBHOOK_NEWS,
  revision: describeDecision({ post: ofPost, profile: ofProfile }),
  review: describeQueue(QUEUES),
  search: describeSearch,
};

composeNotices({
  news,
  things: [PROFILE_SOURCE],
  wide: REGION,
  pages: [WATCHED_POSTS, WATCHED_MATERIALS, WATCHED_TOPICS, WATCHED_ROOM_TOPICS],
  appearing: [APPEARING_POSTS, APPEARING_MATERIALS, APPEARING_TOPICS, APPEARING_LAW],
  subjects: [["article"], ["instrument", "country", "topic"], [CATEGORIES.kind]],
  named: [CATEGORIES],
});
