/** What browsers need to draw a document for Word themselves. */
export { drawDocx } from "./draw";
