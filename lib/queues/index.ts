export { countParts, listReviewers, type PartWaiting } from "./count";
export { describeQueue } from "./describe";
export type { Queue, WholeQueue } from "./queue";
export { reportsOf } from "./reports";
export { clearQueueNotices, notifyOf, notifyReviewers, notifyReviewersAgain } from "./tell";
