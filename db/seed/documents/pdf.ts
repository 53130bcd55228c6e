import PDFDocument from "pdfkit";
import { asOfText, boundDocument, type SeedDocument, WORDS } from "./document";
import {
  ACCENT,
  BOLD,
  drawBlocks,
  drawItems,
  INK,
  MARGIN,
  type Paper,
  REGULAR,
  SOFT,
  widthOf,
} from "./pdf-blocks";

/*
 * Documents as PDF: A4 with the standard fonts of every PDF reader, so that a guide of eight pages is smaller
 * than forty kilobytes.
 */

/**
 * Sizes to try, from the most readable: the first whose last page is well filled is used; the first of all if none is.
 */
const SCALES = [1, 0.97, 0.94, 0.91] as const;
/** Least height of text on the last page, in points: eight lines. */
const LEAST_LAST = 130;

/** Returns the bytes of a document as PDF; the same each time. */
export async function pdfOf(given: SeedDocument): Promise<Buffer> {
  const document = boundDocument(given);
  const scale = SCALES.find((one) => isWellFilled(layOut(document, one))) ?? SCALES[0];
  const { pdf } = layOut(document, scale);
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((done, fail) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => done(Buffer.concat(chunks)));
    pdf.on("error", fail);
  });
  number(pdf, document);
  pdf.end();
  return whole;
}

/** Checks that the last page has more than a few lines. A single page always passes. */
function isWellFilled({ pdf }: Paper): boolean {
  return pdf.bufferedPageRange().count === 1 || pdf.y - MARGIN >= LEAST_LAST;
}

/** Draws everything but the page footers. */
function layOut(document: SeedDocument, scale: number): Paper {
  const at = new Date(`${document.asOf}T00:00:00Z`);
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 4 },
    bufferPages: true,
    lang: document.language,
    displayTitle: true,
    info: {
      Title: document.title,
      Author: WORDS[document.language].from,
      Subject: document.subtitle,
      CreationDate: at,
      ModDate: at,
    },
  });
  const paper: Paper = { pdf, scale };
  head(paper, document);
  drawBlocks(paper, document.blocks);
  sources(paper, document);
  return paper;
}

function head({ pdf }: Paper, document: SeedDocument): void {
  pdf.rect(MARGIN, MARGIN - 14, 46, 4).fill(ACCENT);
  pdf.font(REGULAR).fontSize(9).fillColor(SOFT).text(WORDS[document.language].from, MARGIN, MARGIN);
  pdf.moveDown(0.8);
  pdf.font(BOLD).fontSize(22).fillColor(INK);
  pdf.text(document.title, { lineGap: 1, width: balancedWidth(pdf, document.title) });
  pdf.moveDown(0.2);
  pdf.font(REGULAR).fontSize(12).fillColor(SOFT);
  pdf.text(document.subtitle, { width: balancedWidth(pdf, document.subtitle) });
  pdf.moveDown(0.2);
  pdf.fontSize(9).text(asOfText(document), { width: widthOf(pdf) });
  pdf.moveDown(1);
}

/**
 * Returns the narrowest width, at least a third of the page's, at which a text has no more lines than at full width, so
 * that its last line is not a single word.
 */
function balancedWidth(pdf: Paper["pdf"], text: string): number {
  const whole = widthOf(pdf);
  const height = pdf.heightOfString(text, { width: whole });
  let [low, high] = [whole / 3, whole];
  while (high - low > 2) {
    const middle = (low + high) / 2;
    if (pdf.heightOfString(text, { width: middle }) > height) low = middle;
    else high = middle;
  }
  return Math.min(whole, high + 2);
}

/** Height that the last source reserves for the licence, which is never alone on a page. In points. */
const LICENCE_ROOM = 70;

function sources(paper: Paper, document: SeedDocument): void {
  const { pdf } = paper;
  const words = WORDS[document.language];
  drawBlocks(paper, [{ heading: words.sources }]);
  drawItems(paper, document.sources, { isBox: false, lastRoom: LICENCE_ROOM });
  pdf.font(REGULAR).fontSize(9).fillColor(SOFT);
  pdf.text(words.licence, MARGIN, pdf.y, { width: widthOf(pdf) });
}

function number(pdf: Paper["pdf"], document: SeedDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let n = 0; n < count; n += 1) {
    pdf.switchToPage(start + n);
    // Below the margin: otherwise the text would begin a new page.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - 42;
    pdf.font(REGULAR).fontSize(8).fillColor(SOFT);
    pdf.text(document.title, MARGIN, top, { width: widthOf(pdf) / 2, lineBreak: false });
    const text = WORDS[document.language].page(n + 1, count);
    pdf.text(text, MARGIN, top, { width: widthOf(pdf), align: "right", lineBreak: false });
  }
}
