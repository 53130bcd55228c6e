export { listSectionDiffs } from "./at-revision";
export { listChanges } from "./change-queries";
export * from "./directory/model";
export {
  countPartiesOn,
  countProfiles,
  IS_BOUND_LATER,
  listDirectory,
  listProfileNames,
  listProjects,
  listTreatyFigures,
  listUnverifiedStandings,
} from "./directory-queries";
export { doubtsOn } from "./doubts";
export { type FirstTask, findLongestUnchecked, firstTaskOf } from "./first-task";
export { heldDeclaration } from "./held-declaration";
export * from "./model";
export { findCountryCodes, findSlugOf, findSlugsOf } from "./name-queries";
export { findAuthors, findLastRun, listRecordMoments, listRevisionsOf } from "./past";
export { findPlace, listPlaces } from "./places";
export { findProfileAfter, findProfileHead, findProfilePage } from "./profile-queries";
export { listRemovedSourceTitles, listSourceTitles, listSourceTitlesAt } from "./source-titles";
export { listTreatyFiguresOn } from "./standings-on";
export { findProfileStart } from "./start-queries";
export { ASKED_SECTIONS, type SectionToCheck, toCheckOf } from "./to-check";
export { type ProfileToDo, toDoOf } from "./to-do";
export { listFurtherLanguages, withOriginals } from "./translation-states";
