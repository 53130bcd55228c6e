export { blockFile } from "./commands/block-file";
export { openRestricted } from "./commands/open-restricted";
export { dropUnusedOf, removeFile } from "./commands/remove-file";
export { largestUpload, startUpload } from "./commands/start-upload";
export { endFileGrant, grantFiles, putFileWriters } from "./grants";
export {
  countDownload,
  type Download,
  findDownload,
  findPicture,
  listDownloads,
} from "./queries/download-queries";
export {
  countFilesInCheck,
  findOwnUpload,
  listAllFiles,
  listFilesOf,
  listFileText,
  listOwnFiles,
} from "./queries/file-queries";
export { endFileUses, type FileOwner, putFileUses } from "./uses";
