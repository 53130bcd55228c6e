import { setImmediate } from "node:timers/promises";
import type { ExportDocument } from "../document/model";
import { drawPdf } from "./draw";
import { fontFiles } from "./font-files";

/** A document as PDF with its number of pages. The same document gives the same bytes. */
export interface WrittenPdf {
  bytes: Buffer;
  pages: number;
}

/** Draws a document as PDF. `onPart` receives the number of parts drawn. */
export async function writePdf(
  document: ExportDocument,
  onPart: (drawn: number, all: number) => Promise<void> | void = () => {},
): Promise<WrittenPdf> {
  const { chunks, pages } = await drawPdf(document, fontFiles(), async (drawn, all) => {
    await onPart(drawn, all);
    await setImmediate();
  });
  return { bytes: Buffer.concat(chunks), pages };
}
