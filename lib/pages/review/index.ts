export { reviewOf } from "./decide";
export { findReviewer, listReviewers } from "./hand-over";
export { compareWaiting, findDecided } from "./waiting-edit";
