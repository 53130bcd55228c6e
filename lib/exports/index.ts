export { awaitExport, isAwaited, stopAwaiting } from "./commands/await-export";
export { writeDocx } from "./docx/write";
export { mailExport } from "./mail-export";
export { makeQueuedExport, requestExport, wordFile } from "./make";
export * from "./model";
export { isDataNoted, noteData } from "./note-data";
export { type FoundData, findProfileData, foundOf } from "./profile-data";
export { listKnownExports } from "./queries/known-exports";
export type { KnownExport } from "./queries/model";
export {
  findExport,
  findExportById,
  keyOf,
  listExportSizes,
  type MadeExport,
  touchExport,
} from "./records";
