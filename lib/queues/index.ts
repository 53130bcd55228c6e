export { countParts, listReviewers, type PartWaiting } from "./count";
export { describeQueue } from "./describe";
export { clearQueueNotices, notifyOf, notifyReviewers, notifyReviewersAgain } from "./notify-reviewers";
export type { Queue, WholeQueue } from "./queue";
export { reportsOf } from "./reports";
