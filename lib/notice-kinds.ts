import { BLOG_NEWS, nameDecision as ofPost } from "@/lib/blog/news";
import { MEMBER_NEWS } from "@/lib/members/news";
import { describeDecision } from "@/lib/notices/decision";
import { describeSearch } from "@/lib/notices/searches/queries";
import type { NewsKinds } from "@/lib/notices/told";
import { nameDecision as ofProfile, PROFILE_NEWS } from "@/lib/profiles/news";
import { describeQueue } from "@/lib/queues";
import { TRAINING_NEWS } from "@/lib/training/news";
import { QUEUES } from "./queue-kinds";

/** What every kind of notice in person tells, as the domains say. */
export const NEWS: NewsKinds = {
  ...BLOG_NEWS,
  ...TRAINING_NEWS,
  ...PROFILE_NEWS,
  ...MEMBER_NEWS,
  revision: describeDecision({ post: ofPost, profile: ofProfile }),
  review: describeQueue(QUEUES),
  search: describeSearch,
};
