export { commentByMail, findCommentedFor, isWritten } from "./by-mail";
export { commentCleanup } from "./cleanup";
export { commentsOf } from "./commands";
export { commentOwners, listCommentFiles } from "./files/queries";
export { commentFlags, findByNumber } from "./flags";
export type { CommentedKind } from "./kind";
export { recount } from "./moderate";
export { addFirstMessage, type Chosen, type FirstMessage, findNumbered, moveComments } from "./move";
export { findMovedPath, findMovedTo } from "./moved";
export { isNewcomer } from "./newcomers";
export { commentNews } from "./news";
export { COMMENT_EVENT, logComment, notifyCommentAuthor } from "./notices";
export { lastNumber } from "./numbers";
export { addOldComments, hideOldComments, type OldComment } from "./old";
export { findComment, findCommented, findCommentVersions, listHeldComments } from "./queries";
export { commentQueue } from "./queue";
export { listQuotes } from "./quotes/queries";
export { quoteTyped, refOf, typedWithQuotes } from "./quotes/typed";
export { REACTED } from "./reaction-counts";
export { notifyReacted, scopesOfReaction } from "./reactions/consequences";
export { listOwnReactions, listReactors } from "./reactions/queries";
export { type Reacted, react } from "./reactions/react";
export {
  indexComment,
  indexCommentsBy,
  indexCommentsOn,
  indexNewComment,
  listCommentOwners,
  scopesOfQuoting,
} from "./search-entries";
export { commentSamples } from "./search-samples";
export { findPageOf, lineOf, listThreads, SAID_THEN } from "./threads";
