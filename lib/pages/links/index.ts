export { findDeadLinks } from "./dead-links";
export { type Area, composeLinks, type LinkingKind, pathOfPage } from "./kinds";
export { listLinkingPageIds, projectLinks, projectSeededLinks, rebuildLinks } from "./project";
export { listBacklinks } from "./queries";
