export { type Area, composeLinks, type LinkingKind } from "./kinds";
export { findDeadLinks } from "./lost";
export { listLinkingPageIds, projectLinks, projectSeededLinks, rebuildLinks } from "./project";
export { listBacklinks } from "./queries";
