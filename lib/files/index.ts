export { type AskedOwners, composeAskedOwners } from "./asked-owners";
export { blockFile } from "./commands/block-file";
export { lookIntoRestricted, openRestricted } from "./commands/open-restricted";
export { askRecognition, removeWords } from "./commands/recognition";
export { removeFile } from "./commands/remove-file";
export { largestUpload, saveRefusal, startUpload } from "./commands/start-upload";
export { releaseFile, releaseFrom, withholdFile } from "./commands/withhold";
export { grantFiles, listFileGrants, revokeFileGrant, updateFileWriters } from "./grants";
export { endIncoming, listTargets, sendTo, type UploadTarget } from "./incoming";
export {
  countDownload,
  type Download,
  findCaptions,
  findDownload,
  findPicture,
  listDownloads,
  listDownloadsAt,
  type PictureAt,
  wasRemoved,
} from "./queries/download-queries";
export {
  countFilesInCheck,
  findOwnUpload,
  listAllFiles,
  listFilesByOwner,
  listFilesOf,
  listOwnFiles,
  listPagePictures,
  listUsablePictures,
  WORK_ACCESS,
} from "./queries/file-queries";
export { findWrongDownloads } from "./queries/wrong-downloads";
export { refusalOf } from "./refusal";
export { restoreFiles, trashFiles } from "./trash";
export { type FileOwner, listUsedFiles, moveFileUses, removeFileUses, updateFileUses } from "./uses";
