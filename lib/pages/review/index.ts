export { amendedOf, reviewOf } from "./decide";
export { handTo, listReviewers } from "./hand-over";
export { type ActedOn, secondPersonOf } from "./second-person";
export { takeBackOf } from "./take-back";
export { thankFor } from "./thank";
export { compareWaiting, countWaiting, findDecided, isOne, listOwnWaiting } from "./waiting-edit";
