import { type FileHandle, open } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { DRAWN_PAGES } from "@/lib/files/pictures/model";
import type { FileFlag } from "../model";
import { TextPages } from "./limits";

const FIRST_BYTES = 64 * 1024;
const DRAWN_WIDTH = 1280;
/** Maximum pixels of a drawn page: some pages are metres long. */
const DRAWN_PIXELS = 4_000_000;
/** Milliseconds for drawing pages, well below the process's limit. */
const DRAWING_TIME = 30_000;

export interface PdfReading {
  pages: number;
  texts: string[];
  flags: FileFlag[];
}

/** Receives the picture of a page as PNG before the next is drawn, so that memory has one at a time. */
export type TakePage = (png: Buffer, page: number) => Promise<void>;

/**
 * Reads a PDF: number of pages, their text, warnings, and pictures of the first pages. Reads the file in
 * ranges, so that large files do not fill memory. Throws if it cannot be read; returns no text and the flag
 * `password` if it is protected.
 */
export async function readPdf(path: string, take: TakePage): Promise<PdfReading> {
  const file = await open(path, "r");
  try {
    return await withDocument(file, (document) => readDocument(document, take));
  } catch (error) {
    if ((error as Error).name !== "PasswordException") throw error;
    return { pages: 0, texts: [], flags: ["password"] };
  } finally {
    await file.close();
  }
}

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

async function readDocument(document: PDFDocumentProxy, take: TakePage): Promise<PdfReading> {
  const texts = new TextPages();
  for (let number = 1; number <= document.numPages && !texts.isFull; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ("str" in item) texts.add(item.hasEOL ? `${item.str}\n` : item.str);
    texts.endPage();
    page.cleanup();
  }
  const flags = await flagsOf(document);
  await drawPages(document, take);
  return { pages: document.numPages, texts: texts.pages, flags };
}

/** Draws the first pages in order until one fails or the time is used up; the rest has text only. */
async function drawPages(document: PDFDocumentProxy, take: TakePage): Promise<void> {
  const until = Date.now() + DRAWING_TIME;
  const last = Math.min(document.numPages, DRAWN_PAGES);
  for (let number = 1; number <= last && Date.now() < until; number += 1) {
    const png = await drawPage(document, number).catch(() => null);
    if (!png) return;
    await take(png, number);
  }
}

async function flagsOf(document: PDFDocumentProxy): Promise<FileFlag[]> {
  const flags: FileFlag[] = [];
  const [hasActions, actions, attachments, marks] = await Promise.all([
    document.hasJSActions(),
    document.getJSActions(),
    document.getAttachments(),
    document.getMarkInfo(),
  ]);
  if (hasActions || actions !== null) flags.push("script");
  if (attachments && Object.keys(attachments).length > 0) flags.push("embedded");
  // Without tags, screen readers know neither headings nor reading order (PDF/UA).
  if (!marks?.Marked) flags.push("untagged");
  return flags;
}

interface Canvas {
  canvas: { toBuffer(type: "image/png"): Buffer };
  context: unknown;
}

/**
 * Draws up to `most` first pages of a document at this width, until `take` returns false; each is passed on
 * before the next is drawn.
 */
export async function drawPdf(
  path: string,
  { most, width }: { most: number; width: number },
  take: (png: Buffer, page: number) => Promise<boolean>,
): Promise<void> {
  const file = await open(path, "r");
  try {
    await withDocument(file, async (document) => {
      const last = Math.min(document.numPages, most);
      for (let number = 1; number <= last; number += 1)
        if (!(await take(await drawPage(document, number, width), number))) return;
    });
  } finally {
    await file.close();
  }
}

async function drawPage(document: PDFDocumentProxy, number: number, width = DRAWN_WIDTH): Promise<Buffer> {
  const page = await document.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(width / whole.width, Math.sqrt(DRAWN_PIXELS / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as { create(width: number, height: number): Canvas };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: null, canvasContext: context as CanvasRenderingContext2D, viewport }).promise;
  page.cleanup();
  return canvas.toBuffer("image/png");
}
