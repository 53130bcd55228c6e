/** What waits for those who decide on it, by the list in which it stands. */
export const REVIEW_QUEUES = [
  "edits",
  "posts",
  "comments",
  "materials",
  "requests",
  "suggestions",
  "reports",
  "roles",
  "messages",
  "applications",
] as const;
export type ReviewQueue = (typeof REVIEW_QUEUES)[number];

/** The bare address of the screen on which a queue is worked through. */
export function queuePath(queue: ReviewQueue): string {
  if (queue === "reports") return "/moderation/reports";
  if (queue === "edits") return "/moderation/edits";
  if (queue === "roles") return "/admin#proposals";
  if (queue === "applications") return "/admin/applications";
  if (queue === "messages") return "/moderation/messages";
  return queue === "posts" || queue === "comments" ? "/blog/review" : "/training/review";
}

export function isReviewQueue(name: string): name is ReviewQueue {
  return (REVIEW_QUEUES as readonly string[]).includes(name);
}
