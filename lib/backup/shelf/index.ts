export { askBackup, askTryBackup, endTask, markKeyCopy, recordDownload } from "./ask";
export { backupsFolder, listAsked, listNightly, type OpenBackup, openBackup } from "./folder";
export { type BackupLine, findShelf, type Shelf, type TaskLine } from "./list-backups";
export { forgetBackups, recordBackup, recordTried } from "./record-backup";
