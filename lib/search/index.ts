export { type Audience, composeAudiences } from "./audiences";
export { addSynonyms, removeSynonyms } from "./commands/change-synonyms";
export { recordMiss } from "./commands/note-miss";
export { insertStartingSynonyms, type RevisedSynonyms, reviseSynonyms } from "./commands/put-synonyms";
export { rebuildSearch, removeOrphans } from "./commands/rebuild-search";
export {
  describeEntries,
  type SearchEntry,
  updateAllEntries,
} from "./entries";
export { countFresh, newestFound } from "./fresh";
export { wordsQuery } from "./meaning";
export { listOwners } from "./owners";
export type { Passage } from "./parts";
export { prosePassages } from "./prose-passages";
export { findTitleAt } from "./queries/title-at";
export {
  listMisses,
  listMissesSince,
  listSynonyms,
  type Miss,
  type SynonymGroup,
} from "./queries/tuning-queries";
export { applySearchRetention, forgetWords } from "./retention";
export { search } from "./search";
export { findPlaces, MAX_SUGGESTED, suggest, suggestIn } from "./suggest";
export { fold } from "./text/fold";
