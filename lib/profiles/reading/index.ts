export * from "./directory/model";
export {
  countPartiesOn,
  countProfiles,
  listDirectory,
  listProfileNames,
  listProjects,
  listTreatyFigures,
} from "./directory-queries";
export * from "./model";
export {
  findProfileAfter,
  findProfileHead,
  findProfilePage,
  findSlugOf,
  listRecordMoments,
  listSectionDiffs,
  listSourceTitles,
} from "./profile-queries";
export {
  findNeighbours,
  findRevisionLine,
  listChanges,
  listHistory,
  listRevisionsBetween,
  listRevisionsOf,
} from "./revision-queries";
export { findLastRun } from "./rollback-queries";
