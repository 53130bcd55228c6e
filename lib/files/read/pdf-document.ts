import { type FileHandle, open } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";

const FIRST_BYTES = 64 * 1024;
/** Accepts pictures of every size. */
const EVERY_SIZE = -1;

/** Serves ranges of a file to the PDF reader. */
class FileRange extends PDFDataRangeTransport {
  constructor(
    private readonly file: FileHandle,
    size: number,
    first: Uint8Array,
  ) {
    super(size, first);
  }

  override requestDataRange(begin: number, end: number): void {
    const chunk = new Uint8Array(end - begin);
    this.file.read(chunk, 0, chunk.length, begin).then(
      ({ bytesRead }) => this.onDataRange(begin, chunk.subarray(0, bytesRead)),
      () => this.abort(),
    );
  }
}

/**
 * Opens a PDF for `read` and closes it afterwards. Reads the file in ranges, so that large files do not fill memory.
 * `largestPicture`: pixels of the largest picture that is decoded; larger ones are left out. Throws if the file cannot
 * be read, with the name `PasswordException` if it is protected.
 */
export async function withPdf<T>(
  path: string,
  read: (document: PDFDocumentProxy) => Promise<T>,
  { largestPicture = EVERY_SIZE }: { largestPicture?: number } = {},
): Promise<T> {
  const file = await open(path, "r");
  try {
    return await withDocument(file, largestPicture, read);
  } finally {
    await file.close();
  }
}

async function withDocument<T>(
  file: FileHandle,
  largestPicture: number,
  read: (document: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const { size } = await file.stat();
  const first = new Uint8Array(Math.min(size, FIRST_BYTES));
  await file.read(first, 0, first.length, 0);
  const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const task = getDocument({
    range: new FileRange(file, size, first),
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: largestPicture,
    verbosity: VerbosityLevel.ERRORS,
    // Chinese, Japanese and Korean texts refer to character maps outside the file.
    cMapUrl: `${join(home, "cmaps")}/`,
    standardFontDataUrl: `${join(home, "standard_fonts")}/`,
    wasmUrl: `${join(home, "wasm")}/`,
  });
  try {
    return await read(await task.promise);
  } finally {
    await task.destroy();
  }
}
