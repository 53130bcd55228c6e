export type { ModeratedKind } from "./kinds";
export { factOf, moderationOf, type Placed } from "./oversee";
export { IS_NAMED, PLACE, placed, restrictedPages } from "./placed";
export { END_BATCH, protect, removeExpiredProtections, unprotect } from "./protect";
export { findProtection, listProtections } from "./protections";
export { listRestrictions } from "./restrictions";
