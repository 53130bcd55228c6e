export { mayApprove } from "./approvers";
export { type Brought, bringPostEdition } from "./commands/bring-edition";
export { agreeToByline, declineByline, leaveByline } from "./commands/byline";
export {
  discardBodyDraft,
  discardDetailsDraft,
  previewBody,
  saveBody,
  saveBodyDraft,
  saveDetailsDraft,
  saveGivenText,
  saveRefusedBody,
} from "./commands/edit-text";
export { makePreview, revokePreview } from "./commands/previews";
export { acceptBody, rejectBody } from "./commands/review-body";
export {
  correctPost,
  listDue,
  lockComments,
  publishDue,
  publishPost,
  removePost,
  restoreDeletedPost,
  restorePost,
  retractPost,
  returnPost,
  schedulePost,
  withdrawPost,
} from "./commands/steps";
export { savePost, startPost } from "./commands/write-post";
export { listOpenPosts } from "./open/list";
export { postComments, postPages } from "./page-kind";
export { hidePostRevision, purgePostRevision, showPostRevision } from "./past";
export { indexPosts, listPostOwners, listPublishedIds } from "./projections";
export { findAmendedPost } from "./queries/amended-queries";
export { findSigned } from "./queries/byline-queries";
export { findOverseenPost } from "./queries/overseen-queries";
export { findPreview, findPreviewed, type PreviewedPost } from "./queries/preview-queries";
export {
  type BlogQueue,
  listBlogQueue,
  type ReviewLine,
} from "./queries/review-queries";
export { listPostTitles } from "./queries/title-queries";
export {
  findPostInWork,
  listOwnPosts,
  listTrash,
  type OwnPost,
} from "./queries/writing-queries";
export { postSamples } from "./search-samples";
export { postWorks } from "./works";
