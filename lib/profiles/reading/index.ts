export {
  countPartiesOn,
  countProfiles,
  listDirectory,
  listProfileNames,
  listProjects,
  listTreatyFigures,
} from "./directory-queries";
export * from "./model";
export { findRevisionLine, listChanges, listHistory, listRevisionsBetween } from "./revision-queries";
