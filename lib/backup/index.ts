export { drillRestore } from "./drill";
export { erasureListPath, readErasureList, saveErasures } from "./erasure-list";
export { filesFolder } from "./files";
export { backUp, backUpNightly } from "./nightly";
export { type RestoredBackup, restoreBackup } from "./restore";
export { runBackup, runTryBackup } from "./run-task";
