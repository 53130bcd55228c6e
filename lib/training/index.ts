export { accessibilityOf } from "./accessible";
export { trainingCleanup } from "./cleanup";
export { askAccess, decideRequest, revokeAccess } from "./commands/access-requests";
export { type BroughtPart, bringMaterialEdition } from "./commands/bring-edition";
export { bringMaterial, listKnownSlugs } from "./commands/bring-material";
export { bringMaterialVersion, findSeededVersion } from "./commands/bring-version";
export { recordDelivery, removeDelivery } from "./commands/deliveries";
export {
  discardDescriptionDraft,
  discardMaterialDetails,
  previewDescription,
  previewDescriptionText,
  saveDescription,
  saveDescriptionDraft,
  saveDescriptionText,
  saveMaterialDetailsDraft,
  saveRefusedDescription,
} from "./commands/edit-description";
export { hideRating, rateMaterial } from "./commands/ratings";
export { eraseScanWords, recogniseScan } from "./commands/scans";
export {
  confirmMaterial,
  publishMaterial,
  removeMaterial,
  restoreDeletedMaterial,
  restoreMaterial,
  retractMaterial,
  returnMaterial,
  submitMaterial,
  withdrawMaterial,
} from "./commands/steps";
export { answerSuggestion, contactOwner, suggestCorrection } from "./commands/suggestions";
export { addOwnUpload, dismissUpload } from "./commands/uploads";
export {
  acceptVersion,
  deleteVersion,
  finishVersion,
  returnVersion,
  saveFiles,
  startVersion,
} from "./commands/versions";
export { beginMaterial, saveMaterial, startMaterial } from "./commands/write-material";
export { lacksOfMaterial } from "./completeness/material";
export { listOpenMaterials } from "./open/list";
export { type Packed, type PackedFile, packFor } from "./pack/content";
export { materialPages } from "./page-kind";
export {
  diffDescription,
  findMaterialHead,
  findOverseenDescription,
  hideDescription,
  listDescriptionPictures,
  purgeDescription,
  readDescriptionAfter,
  showDescription,
} from "./past";
export { findAmendedMaterial } from "./queries/amended";
export { findBegunMaterial } from "./queries/drafts";
export { type FeedEntry, listFeedEntries } from "./queries/feed";
export { listVersionsFor } from "./queries/files-for";
export { listGranted } from "./queries/grants";
export { listLatest } from "./queries/latest";
export { countFacets, listMaterials, listTitles } from "./queries/library";
export {
  type FoundMaterial,
  findMaterial,
  listDeliveries,
  listIncoming,
  listRatings,
  type Version,
  type VersionFile,
} from "./queries/material";
export { findPack, type Pack, type PackPart } from "./queries/pack";
export {
  listOpenRequests,
  listOpenSuggestions,
  listOwnMaterials,
  listOwnQuestions,
  listTrash,
  listWaitingMaterials,
  listWaitingVersions,
} from "./queries/review-queries";
export { findTextFor } from "./queries/text";
export { listPlayed, type Played } from "./queries/transcripts";
export { listUsage, listVersionUsage, type Usage } from "./queries/usage";
export { indexMaterials, listMaterialIds, listMaterialOwners } from "./search-entries";
export { materialSamples } from "./search-samples";
export { materialWorks } from "./works";
