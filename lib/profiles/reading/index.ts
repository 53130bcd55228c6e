export { findAuthors } from "./authorship-queries";
export * from "./directory/model";
export {
  countPartiesOn,
  countProfiles,
  listDirectory,
  listProfileNames,
  listProjects,
  listTreatyFigures,
} from "./directory-queries";
export { doubtsOn } from "./doubts";
export { fieldMoments } from "./field-history";
export { heldDeclaration } from "./held-declaration";
export * from "./model";
export {
  findCountryCodes,
  findProfileAfter,
  findProfileHead,
  findProfilePage,
  findSlugOf,
  findSlugsOf,
  listRemovedSourceTitles,
  listSectionDiffs,
  listSourceTitles,
  listSourceTitlesAt,
} from "./profile-queries";
export { listRecordMoments } from "./record-queries";
export { listChanges, listRevisionsOf } from "./revision-queries";
export { findLastRun } from "./rollback-queries";
export { listTreatyFiguresOn } from "./standings-on";
export { type ProfileToDo, toDoOf } from "./to-do";
export { listFurtherLanguages, withOriginals } from "./translation-states";
