import type PDFDocument from "pdfkit";
import type { Block } from "./document";

type Pdf = InstanceType<typeof PDFDocument>;

/** A document being drawn, and the factor by which its text is scaled to fill its pages well. */
export interface Paper {
  pdf: Pdf;
  scale: number;
}

export const MARGIN = 56;
export const INK = "#1b2730";
export const SOFT = "#52616b";
export const ACCENT = "#0b5c7a";
const RULE = "#c6d0d6";
const SHADE = "#eef3f5";
export const REGULAR = "Helvetica";
export const BOLD = "Helvetica-Bold";
/** Sizes in points. */
const BODY = 10.5;
const NOTE = 10;
const CELL = 9;

export const widthOf = (pdf: Pdf) => pdf.page.width - 2 * MARGIN;
const bottomOf = (pdf: Pdf) => pdf.page.height - pdf.page.margins.bottom;

/** Begins a new page if less than this height (points) is left. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage();
}

/** Draws blocks below each other. */
export function drawBlocks(paper: Paper, blocks: readonly Block[]): void {
  for (const [n, block] of blocks.entries()) draw(paper, block, blocks[n + 1]);
}

function draw(paper: Paper, block: Block, next: Block | undefined): void {
  if ("heading" in block) heading(paper, block.heading, next);
  else if ("table" in block) table(paper, block.table);
  else if ("note" in block) note(paper, block.note);
  else if ("checks" in block) drawItems(paper, block.checks, { isBox: true });
  else if ("list" in block) drawItems(paper, block.list, { isBox: false });
  else paragraph(paper, block.text);
}

/** Height that a paragraph introducing a list reserves for the first item, in points. */
const FIRST_ITEM = 34;

function paragraph(paper: Paper, text: string): void {
  const { pdf } = paper;
  body(paper);
  const options = { width: widthOf(pdf), lineGap: 2 };
  keepTogether(pdf, pdf.heightOfString(text, options) + (text.endsWith(":") ? FIRST_ITEM : 0));
  pdf.text(text, MARGIN, pdf.y, options);
  pdf.moveDown(0.7);
}

function body({ pdf, scale }: Paper): void {
  pdf
    .font(REGULAR)
    .fontSize(BODY * scale)
    .fillColor(INK);
}

/**
 * Reserves height so that a heading is never last on its page: in points, more before a table or note than before text.
 */
function heading({ pdf, scale }: Paper, text: string, next: Block | undefined): void {
  keepTogether(pdf, next && ("table" in next || "note" in next) ? 115 : 70);
  pdf.moveDown(0.3);
  pdf
    .font(BOLD)
    .fontSize(13 * scale)
    .fillColor(ACCENT)
    .text(text, MARGIN, pdf.y, { width: widthOf(pdf) });
  pdf.moveDown(0.4);
}

/** Draws a list with dots or boxes. `lastRoom`: height reserved for the last item, in points. */
export function drawItems(
  paper: Paper,
  list: readonly string[],
  { isBox, lastRoom = 0 }: { isBox: boolean; lastRoom?: number },
): void {
  const { pdf, scale } = paper;
  const indent = 20;
  const options = { width: widthOf(pdf) - indent, lineGap: 1.5 };
  for (const [n, text] of list.entries()) {
    body(paper);
    const room = n === list.length - 1 ? lastRoom : 0;
    keepTogether(pdf, Math.max(pdf.heightOfString(text, options), room));
    const top = pdf.y;
    if (isBox)
      pdf
        .lineWidth(0.9)
        .strokeColor(SOFT)
        .rect(MARGIN + 1, top + 0.5, 9 * scale, 9 * scale)
        .stroke();
    else pdf.circle(MARGIN + 5, top + 5 * scale, 1.7).fill(ACCENT);
    body(paper);
    pdf.text(text, MARGIN + indent, top, options);
    pdf.moveDown(0.28);
  }
  pdf.moveDown(0.4);
}

function note({ pdf, scale }: Paper, text: string): void {
  const options = { width: widthOf(pdf) - 28, lineGap: 1.5 };
  pdf.font(REGULAR).fontSize(NOTE * scale);
  const height = pdf.heightOfString(text, options) + 18;
  keepTogether(pdf, height);
  const top = pdf.y;
  pdf.rect(MARGIN, top, widthOf(pdf), height).fill(SHADE);
  pdf.rect(MARGIN, top, 3, height).fill(ACCENT);
  pdf.fillColor(INK).text(text, MARGIN + 16, top + 9, options);
  pdf.y = top + height;
  pdf.moveDown(0.8);
}

type Table = Extract<Block, { table: unknown }>["table"];
/** A row of a table. Measuring and drawing it use the same fonts (`fontOf`). */
interface Row {
  texts: readonly string[];
  isHead: boolean;
}

const PAD = 5;
/** The header and the first column, which names the subject of the row, are bold. */
const fontOf = ({ isHead }: Row, column: number) => (isHead || column === 0 ? BOLD : REGULAR);

function table(paper: Paper, { head, widths, rows }: Table): void {
  const { pdf } = paper;
  const sum = widths.reduce((total, one) => total + one, 0);
  const columns = widths.map((one) => (one / sum) * widthOf(pdf));
  const headRow: Row = { texts: head, isHead: true };
  const first = rows[0] ? heightOf(paper, columns, { texts: rows[0], isHead: false }) : 0;
  keepTogether(pdf, heightOf(paper, columns, headRow) + first);
  drawRow(paper, columns, headRow);
  for (const texts of rows) {
    const row: Row = { texts, isHead: false };
    if (pdf.y + heightOf(paper, columns, row) > bottomOf(pdf)) {
      pdf.addPage();
      drawRow(paper, columns, headRow);
    }
    drawRow(paper, columns, row);
  }
  pdf.moveDown(0.9);
}

function heightOf({ pdf, scale }: Paper, columns: readonly number[], row: Row): number {
  const heights = row.texts.map((text, n) =>
    pdf
      .font(fontOf(row, n))
      .fontSize(CELL * scale)
      .heightOfString(text, { width: (columns[n] ?? 0) - 2 * PAD, lineGap: 1 }),
  );
  return Math.max(...heights) + 2 * PAD;
}

function drawRow(paper: Paper, columns: readonly number[], row: Row): void {
  const { pdf, scale } = paper;
  const height = heightOf(paper, columns, row);
  const top = pdf.y;
  if (row.isHead) pdf.rect(MARGIN, top, widthOf(pdf), height).fill(SHADE);
  let left = MARGIN;
  for (const [n, text] of row.texts.entries()) {
    const width = columns[n] ?? 0;
    pdf
      .font(fontOf(row, n))
      .fontSize(CELL * scale)
      .fillColor(INK)
      .text(text, left + PAD, top + PAD, { width: width - 2 * PAD, lineGap: 1 });
    left += width;
  }
  pdf
    .lineWidth(0.5)
    .strokeColor(RULE)
    .moveTo(MARGIN, top + height)
    .lineTo(MARGIN + widthOf(pdf), top + height)
    .stroke();
  pdf.x = MARGIN;
  pdf.y = top + height;
}
