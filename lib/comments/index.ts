export { commentsOf, isReviewed } from "./commands";
export type { CommentedKind } from "./kind";
export { commentNews } from "./news";
export { COMMENT_EVENT, logComment, notifyCommentAuthor, notifyConcerned, notifyReporters } from "./notices";
export { findComment, findCommented, findCommentVersions, listWaitingComments } from "./queries";
export { commentQueue } from "./queue";
export { indexComment, indexCommentsBy, indexCommentsOn, listCommentOwners } from "./search-entries";
export { commentSamples } from "./search-samples";
export { findPageOf, lineOf, listThreads } from "./threads";
