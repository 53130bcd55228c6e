/* All that the editor of a text may need later, but not to start typing, in one file. */
export { diffProse } from "@/lib/revisions/compare/diff";
export * from "../later";
export { CitationDialog } from "./citation-dialog";
export { EmbedDialog } from "./embed-dialog";
export { LinkDialog } from "./link-dialog";
export { NoteDialog } from "./note-dialog";
export { PictureDialog } from "./picture-dialog";
