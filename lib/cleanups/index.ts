export { startCleanup, undoCleanup } from "./commands";
export { listCleanups, previewCleanup } from "./queries";
export { runCleanup } from "./run";
