export type { Audience } from "./audiences";
export { addSynonyms, removeSynonyms } from "./commands/change-synonyms";
export { noteMiss } from "./commands/note-miss";
export { putStartingSynonyms, type RevisedSynonyms, reviseSynonyms } from "./commands/put-synonyms";
export { dropOrphans, rebuildSearch } from "./commands/rebuild-search";
export { dropEntries, putAll, putEntries, SEARCH_FORMAT, type SearchEntry, thingId } from "./entries";
export { countFresh, newestFound } from "./fresh";
export { listOwners } from "./owners";
export type { Passage } from "./parts";
export { findTitleAt } from "./queries/title-at";
export {
  listMisses,
  listMissesSince,
  listSynonyms,
  type Miss,
  type SynonymGroup,
} from "./queries/tuning-queries";
export { applySearchRetention } from "./retention";
export { search, wordsQuery } from "./search";
export { suggest } from "./suggest";
export { fold } from "./text/fold";
