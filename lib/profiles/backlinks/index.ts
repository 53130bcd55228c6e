export { findLost } from "./lost";
export { listLinkingPageIds, projectLinks, projectSeededLinks, rebuildLinks } from "./project";
export { type Backlinks, listBacklinks } from "./queries";
