export { accessibilityOf } from "./accessible";
export { askAccess, decideRequest } from "./commands/access-requests";
export { bringMaterial, listKnownSlugs } from "./commands/bring-material";
export { recordDelivery, removeDelivery } from "./commands/deliveries";
export { hideRating, rateMaterial } from "./commands/ratings";
export {
  confirmMaterial,
  publishMaterial,
  removeMaterial,
  retractMaterial,
  returnMaterial,
  submitMaterial,
  withdrawMaterial,
} from "./commands/steps";
export { answerSuggestion, contactOwner, suggestCorrection } from "./commands/suggestions";
export {
  acceptVersion,
  dropVersion,
  finishVersion,
  returnVersion,
  saveFiles,
  startVersion,
} from "./commands/versions";
export { saveDescription, saveMaterial, startMaterial } from "./commands/write-material";
export { countMaterialDownload } from "./files";
export { type FeedEntry, listFeedEntries } from "./queries/feed";
export { listVersionsFor } from "./queries/files-for";
export {
  diffDescription,
  findMaterialHead,
  type MaterialHead,
  readDescriptionAfter,
} from "./queries/history";
export { listLatest, listMaterialAddresses } from "./queries/latest";
export { countFacets, listMaterials, listTitles } from "./queries/library";
export {
  type FoundMaterial,
  findMaterial,
  listDeliveries,
  listRatings,
  type Version,
  type VersionFile,
} from "./queries/material";
export {
  listOpenRequests,
  listOpenSuggestions,
  listOwnMaterials,
  listOwnQuestions,
  listWaitingMaterials,
  listWaitingVersions,
} from "./queries/review-queries";
export { findMaterialText, findTextFor } from "./queries/text";
export { listUsage, listVersionUsage, type Usage } from "./queries/usage";
export { countTrainingWaiting } from "./queries/waiting-queries";
export { removeOldMessages } from "./retention";
export { indexMaterials, listMaterialIds, listMaterialOwners } from "./search-entries";
