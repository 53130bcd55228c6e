import { type FileHandle, open } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import type { FileFlag } from "../model";
import { TextPages } from "./limits";

const FIRST_BYTES = 64 * 1024;
const THUMBNAIL_WIDTH = 1280;
/** A page drawn no higher than this: some are metres long. */
const THUMBNAIL_PIXELS = 4_000_000;

export interface PdfReading {
  pages: number;
  texts: string[];
  flags: FileFlag[];
  /** Its first page as PNG; null where it cannot be drawn. */
  picture: Buffer | null;
}

/**
 * Reads a PDF: number of pages, the text of each, what it carries besides, its first page as a picture. Reads the file
 * in stretches, so a large one does not fill the memory. Throws for one that cannot be read; answers no text and the
 * flag `password` for one that is locked.
 */
export async function readPdf(path: string): Promise<PdfReading> {
  const file = await open(path, "r");
  try {
    return await withDocument(file, readDocument);
  } catch (error) {
    if ((error as Error).name !== "PasswordException") throw error;
    return { pages: 0, texts: [], flags: ["password"], picture: null };
  } finally {
    await file.close();
  }
}

/** Hands out stretches of a file as the reader asks for them. */
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

async function withDocument<T>(
  file: FileHandle,
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
    verbosity: VerbosityLevel.ERRORS,
    // Texts in Chinese, Japanese and Korean name tables that are not in the file.
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

async function readDocument(document: PDFDocumentProxy): Promise<PdfReading> {
  const texts = new TextPages();
  for (let number = 1; number <= document.numPages && !texts.isFull; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ("str" in item) texts.add(item.hasEOL ? `${item.str}\n` : item.str);
    texts.endPage();
    page.cleanup();
  }
  return {
    pages: document.numPages,
    texts: texts.pages,
    flags: await flagsOf(document),
    picture: await drawFirstPage(document).catch(() => null),
  };
}

async function flagsOf(document: PDFDocumentProxy): Promise<FileFlag[]> {
  const flags: FileFlag[] = [];
  const [hasActions, actions, attachments] = await Promise.all([
    document.hasJSActions(),
    document.getJSActions(),
    document.getAttachments(),
  ]);
  if (hasActions || actions !== null) flags.push("script");
  if (attachments && Object.keys(attachments).length > 0) flags.push("embedded");
  return flags;
}

interface Canvas {
  canvas: { toBuffer(type: "image/png"): Buffer };
  context: unknown;
}

async function drawFirstPage(document: PDFDocumentProxy): Promise<Buffer> {
  const page = await document.getPage(1);
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(
    THUMBNAIL_WIDTH / whole.width,
    Math.sqrt(THUMBNAIL_PIXELS / (whole.width * whole.height)),
  );
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as { create(width: number, height: number): Canvas };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: null, canvasContext: context as CanvasRenderingContext2D, viewport }).promise;
  return canvas.toBuffer("image/png");
}
