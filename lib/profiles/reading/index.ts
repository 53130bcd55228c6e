export { listChanges } from "./change-queries";
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
export { heldDeclaration } from "./held-declaration";
export * from "./model";
export { findAuthors, findLastRun, listRecordMoments, listRevisionsOf } from "./past";
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
export { listTreatyFiguresOn } from "./standings-on";
export { type ProfileToDo, toDoOf } from "./to-do";
export { listFurtherLanguages, withOriginals } from "./translation-states";
