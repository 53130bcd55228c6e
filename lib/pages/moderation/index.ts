export type { ModeratedKind } from "./kinds";
export { factOf, moderationOf, type Placed } from "./oversee";
export { PLACE, placed, placeOfPage } from "./placed";
export { END_BATCH, protect, removeExpiredProtections, unprotect } from "./protect";
export { findProtection, listProtections } from "./protections";
export { listRestrictions } from "./restrictions";
