export { ImportedProfile, type ImportOutcome, importProfile } from "./commands/import-profile";
export { previewSection } from "./commands/preview-section";
export { rebuildProjections } from "./commands/rebuild-projections";
export { acceptRevision, rejectRevision } from "./commands/review-revision";
export { discardDraft, saveDraft } from "./commands/save-draft";
export { keepRefusedText, saveSection } from "./commands/save-section";
export { previewSectionText, saveSectionText } from "./commands/save-section-text";
export { revertSection, rollBackSection, undoRevision } from "./commands/take-back";
export { leavePresence, touchPresence } from "./commands/touch-presence";
export { findProfileExport } from "./export";
export { listLinks } from "./link-queries";
export { listProfilePageIds } from "./projections";
export {
  findDraft,
  findSection,
  findSectionForEdit,
  listDrafts,
  listPresent,
  listSources,
  type SectionForEdit,
} from "./queries";
export { countPending, listPending } from "./review-queries";
export { findRollback, type Rollback } from "./rollback-queries";
export { indexProfiles, listProfileOwners } from "./search-entries";
