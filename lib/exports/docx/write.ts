import { Packer } from "docx";
import type { ExportDocument } from "../document/model";
import { drawDocx } from "./draw";
import { makeReproducible } from "./reproducible";

/** Writes a document as DOCX, with the same bytes each time. `onPart` receives the number of parts drawn. */
export async function writeDocx(
  document: ExportDocument,
  onPart?: (drawn: number, all: number) => Promise<void> | void,
): Promise<Buffer> {
  return makeReproducible(await Packer.toBuffer(await drawDocx(document, onPart)), document.day);
}
