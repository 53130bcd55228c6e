/* All that the editor of a text may come to need, but nobody in order to begin to type: one file. */
export { diffProse } from "@/lib/revisions/compare/diff";
export * from "../later";
export { CitationDialog } from "./citation-dialog";
export { EmbedDialog } from "./embed-dialog";
export { LinkDialog } from "./link-dialog";
export { NoteDialog } from "./note-dialog";
export { PictureDialog } from "./picture-dialog";
