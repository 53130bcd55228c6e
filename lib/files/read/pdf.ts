import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { DRAWN_PAGES } from "@/lib/files/pictures/model";
import type { FileFlag } from "../model";
import type { DrawnPage } from "./decoders";
import { TextPages } from "./limits";
import { withPdf } from "./pdf-document";

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

/** Receives the picture of a page before the next is drawn, so that memory has one at a time. */
export type TakePage = (drawn: DrawnPage, page: number) => Promise<void>;

/**
 * Reads a PDF: number of pages, their text, warnings, and pictures of the first pages. Throws if it cannot be read;
 * returns no text and the flag `password` if it is protected.
 */
export async function readPdf(path: string, take: TakePage): Promise<PdfReading> {
  try {
    return await withPdf(path, (document) => readDocument(document, take));
  } catch (error) {
    if ((error as Error).name !== "PasswordException") throw error;
    return { pages: 0, texts: [], flags: ["password"] };
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
    const drawn = await drawPage(document, number).catch(() => null);
    if (!drawn) return;
    await take(drawn, number);
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
  canvas: { width: number; height: number };
  context: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
}

/**
 * Draws up to `most` first pages of a document at this width, until `take` returns false; each is passed on
 * before the next is drawn.
 */
export async function drawPdf(
  path: string,
  { most, width }: { most: number; width: number },
  take: (drawn: DrawnPage, page: number) => Promise<boolean>,
): Promise<void> {
  await withPdf(path, async (document) => {
    const last = Math.min(document.numPages, most);
    for (let number = 1; number <= last; number += 1)
      if (!(await take(await drawPage(document, number, width), number))) return;
  });
}

/** Draws a page on white. Its pixels are handed on as they are: to compress them in between took as long as all else. */
async function drawPage(document: PDFDocumentProxy, number: number, width = DRAWN_WIDTH): Promise<DrawnPage> {
  const page = await document.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(width / whole.width, Math.sqrt(DRAWN_PIXELS / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as { create(width: number, height: number): Canvas };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport })
    .promise;
  page.cleanup();
  const { width: across, height: down } = canvas;
  const { data } = context.getImageData(0, 0, across, down);
  return { pixels: Buffer.from(data.buffer, data.byteOffset, data.length), width: across, height: down };
}
