export { reviewOf } from "./decide";
export { findReviewer, listReviewers } from "./hand-over";
export { type ActedOn, secondPersonOf } from "./second-person";
export { compareWaiting, findDecided } from "./waiting-edit";
