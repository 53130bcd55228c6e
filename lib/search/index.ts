export { type Audience, audiencesOf } from "./audiences";
export { dropOrphans, rebuildSearch } from "./commands/rebuild-search";
export { dropEntries, putAll, putEntries, SEARCH_FORMAT, type SearchEntry } from "./entries";
export type { Passage } from "./parts";
export { applySearchRetention } from "./retention";
export { search } from "./search";
