export type { Area, Known, LinkingKind } from "./kinds";
export { findLost } from "./lost";
export { listLinkingPageIds, projectLinks, projectSeededLinks, rebuildLinks } from "./project";
export { listBacklinks } from "./queries";
