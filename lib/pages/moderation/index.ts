export type { ModeratedKind } from "./kinds";
export { factOf, moderationOf, type Placed } from "./oversee";
export { END_BATCH, protect, removeExpiredProtections, unprotect } from "./protect";
export { findProtection, listProtections } from "./protections";
export { notifyPurged, purgeNews } from "./purge-news";
export { listRestrictions } from "./restrictions";
