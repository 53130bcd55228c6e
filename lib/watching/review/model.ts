/** What waits for those who decide on it, by the list in which it stands. */
export const REVIEW_QUEUES = ["posts", "comments", "materials", "requests", "suggestions"] as const;
export type ReviewQueue = (typeof REVIEW_QUEUES)[number];

/** The bare address of the screen on which a queue is worked through. */
export function queuePath(queue: ReviewQueue): string {
  return queue === "posts" || queue === "comments" ? "/blog/review" : "/training/review";
}

export function isReviewQueue(name: string): name is ReviewQueue {
  return (REVIEW_QUEUES as readonly string[]).includes(name);
}
