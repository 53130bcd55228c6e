/* All that the editor of records may need later, but not to start typing, in one file. */
export * from "../later";
export { CopyLawDialog } from "./copy-law-dialog";
export { PasteDialog } from "./paste-dialog";
export { SourceDialog } from "./source-dialog";
