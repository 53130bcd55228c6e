/** What browsers need to draw a document as PDF themselves. */
export { drawPdf } from "./draw";
export { documentFonts } from "./faces";
export type { Font } from "./sheets";
