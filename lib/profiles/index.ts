export {
  discardDraft,
  leavePresence,
  loadForEdit,
  previewSection,
  saveDraft,
  saveRefusedText,
  touchPresence,
} from "./commands/edit-section";
export { ImportedProfile, type ImportOutcome, importProfile } from "./commands/import-profile";
export { protectSection, unprotectSection } from "./commands/protect-section";
export {
  acceptRevision,
  claimRevision,
  handOverRevision,
  rejectRevision,
  releaseRevision,
  revertSection,
  rollBackSection,
  sendAgainAfterCleanup,
  thankEditor,
  undoRevision,
  withdrawForCleanup,
  withdrawRevision,
} from "./commands/review-revision";
export { saveSection } from "./commands/save-section";
export {
  previewSectionRecords,
  saveSectionRecords,
  stepInSectionRecords,
} from "./commands/save-section-records";
export { previewSectionText, saveSectionText } from "./commands/save-section-text";
export { findSectionForEdit, type SectionForEdit } from "./edit-queries";
export { findProfileExport } from "./export";
export { findSectionId } from "./flags";
export { findLinkAt, listLinks } from "./link-queries";
export { findOverseen, hideRevision, purgeRevision, showRevision } from "./moderation";
export { type OwnRevision, profileChanges } from "./own-changes";
export { profilePages } from "./page-kind";
export { findPendingEdit } from "./pending-edit";
export { profileProjectionSamples } from "./projection-samples";
export { listProfilePageIds, rebuildProfile } from "./projections";
export { findDraft, listDrafts, listPresent, listSources, listSourcesElsewhere } from "./queries";
export { listDeclared } from "./reservations";
export {
  countEditQueue,
  countOwnPending,
  countPending,
  listEditQueue,
  listOwnPending,
  listPending,
  listWaitingSections,
} from "./review-queries";
export { findRollback } from "./rollback-queries";
export { indexProfiles, listProfileOwners } from "./search-entries";
export { profileSamples } from "./search-samples";
export { findSection } from "./section-queries";
export { findSoundness } from "./soundness";
