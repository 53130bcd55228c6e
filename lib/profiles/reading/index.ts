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
  type RecordMoment,
} from "./profile-queries";
export { findRevisionLine, listChanges, listHistory, listRevisionsBetween } from "./revision-queries";
