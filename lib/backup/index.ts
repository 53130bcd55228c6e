export { drillRestore } from "./drill";
export { erasureListPath, keepErasures, readErasureList } from "./erasure-list";
export { filesFolder } from "./files";
export { backUp, backUpNightly } from "./nightly";
export { BackupProblem } from "./problem";
export { type RestoredBackup, restoreBackup } from "./restore";
