import PDFDocument from "pdfkit";
import { type Block, type SeedDocument, WORDS } from "./document";

/*
 * Documents as PDF: A4 with the fonts that every reader of PDF has, so that a guide of eight pages stays below forty
 * kilobytes on a slow line.
 */
type Pdf = InstanceType<typeof PDFDocument>;

const MARGIN = 56;
const INK = "#1b2730";
const SOFT = "#52616b";
const ACCENT = "#0b5c7a";
const RULE = "#c6d0d6";
const SHADE = "#eef3f5";
const REGULAR = "Helvetica";
const BOLD = "Helvetica-Bold";

/** The bytes of a document as PDF; the same each time. */
export function pdfOf(document: SeedDocument): Promise<Buffer> {
  const words = WORDS[document.language];
  const at = new Date(`${document.asOf}T00:00:00Z`);
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 4 },
    bufferPages: true,
    lang: document.language,
    displayTitle: true,
    info: {
      Title: document.title,
      Author: words.from,
      Subject: document.subtitle,
      CreationDate: at,
      ModDate: at,
    },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((done, fail) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => done(Buffer.concat(chunks)));
    pdf.on("error", fail);
  });
  head(pdf, document);
  for (const block of document.blocks) draw(pdf, block);
  sources(pdf, document);
  number(pdf, document);
  pdf.end();
  return whole;
}

const widthOf = (pdf: Pdf) => pdf.page.width - 2 * MARGIN;

function head(pdf: Pdf, document: SeedDocument): void {
  const words = WORDS[document.language];
  pdf.rect(MARGIN, MARGIN - 14, 46, 4).fill(ACCENT);
  pdf.font(REGULAR).fontSize(9).fillColor(SOFT).text(words.from, MARGIN, MARGIN);
  pdf.moveDown(0.8);
  pdf.font(BOLD).fontSize(22).fillColor(INK).text(document.title, { lineGap: 1 });
  pdf.moveDown(0.2);
  pdf.font(REGULAR).fontSize(12).fillColor(SOFT).text(document.subtitle);
  pdf.fontSize(9).text(`${words.asOf} ${document.asOf}`);
  pdf.moveDown(1);
}

/** Begins a new page when there is no room for so many points. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

function draw(pdf: Pdf, block: Block): void {
  if ("heading" in block) heading(pdf, block.heading);
  else if ("table" in block) table(pdf, block.table);
  else if ("note" in block) note(pdf, block.note);
  else if ("checks" in block) items(pdf, block.checks, true);
  else if ("list" in block) items(pdf, block.list, false);
  else paragraph(pdf, block.text);
}

function paragraph(pdf: Pdf, text: string): void {
  body(pdf).text(text, MARGIN, pdf.y, { width: widthOf(pdf), lineGap: 2 });
  pdf.moveDown(0.7);
}

const body = (pdf: Pdf) => pdf.font(REGULAR).fontSize(10.5).fillColor(INK);

function heading(pdf: Pdf, text: string): void {
  keepTogether(pdf, 70);
  pdf.moveDown(0.3);
  pdf
    .font(BOLD)
    .fontSize(13)
    .fillColor(ACCENT)
    .text(text, MARGIN, pdf.y, { width: widthOf(pdf) });
  pdf.moveDown(0.4);
}

function items(pdf: Pdf, list: readonly string[], isBox: boolean): void {
  const indent = 20;
  for (const text of list) {
    const width = widthOf(pdf) - indent;
    body(pdf);
    keepTogether(pdf, pdf.heightOfString(text, { width, lineGap: 1.5 }));
    const top = pdf.y;
    if (isBox)
      pdf
        .lineWidth(0.9)
        .strokeColor(SOFT)
        .rect(MARGIN + 1, top + 0.5, 9, 9)
        .stroke();
    else pdf.circle(MARGIN + 5, top + 5, 1.7).fill(ACCENT);
    body(pdf).text(text, MARGIN + indent, top, { width, lineGap: 1.5 });
    pdf.moveDown(0.28);
  }
  pdf.moveDown(0.4);
}

function note(pdf: Pdf, text: string): void {
  const width = widthOf(pdf) - 28;
  pdf.font(REGULAR).fontSize(10);
  const height = pdf.heightOfString(text, { width, lineGap: 1.5 }) + 18;
  keepTogether(pdf, height);
  const top = pdf.y;
  pdf.rect(MARGIN, top, widthOf(pdf), height).fill(SHADE);
  pdf.rect(MARGIN, top, 3, height).fill(ACCENT);
  pdf.fillColor(INK).text(text, MARGIN + 16, top + 9, { width, lineGap: 1.5 });
  pdf.y = top + height;
  pdf.moveDown(0.8);
}

type Table = Extract<Block, { table: unknown }>["table"];

const PAD = 5;

function table(pdf: Pdf, { head: names, widths, rows }: Table): void {
  const sum = widths.reduce((total, one) => total + one, 0);
  const columns = widths.map((one) => (one / sum) * widthOf(pdf));
  const cells = (row: readonly string[], font: string) => {
    pdf.font(font).fontSize(9);
    return Math.max(
      ...row.map((text, n) => pdf.heightOfString(text, { width: (columns[n] ?? 0) - 2 * PAD, lineGap: 1 })),
    );
  };
  const line = (row: readonly string[], font: string, isHead: boolean) => {
    const height = cells(row, font) + 2 * PAD;
    const top = pdf.y;
    if (isHead) pdf.rect(MARGIN, top, widthOf(pdf), height).fill(SHADE);
    let left = MARGIN;
    for (const [n, text] of row.entries()) {
      const width = columns[n] ?? 0;
      pdf
        .font(n === 0 || isHead ? BOLD : font)
        .fontSize(9)
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
  };
  const bottom = () => pdf.page.height - pdf.page.margins.bottom;
  keepTogether(pdf, 70);
  line(names, BOLD, true);
  for (const row of rows) {
    // The first column is bold, which is wider.
    const height = Math.max(cells(row, REGULAR), cells(row.slice(0, 1), BOLD)) + 2 * PAD;
    if (pdf.y + height > bottom()) {
      pdf.addPage();
      line(names, BOLD, true);
    }
    line(row, REGULAR, false);
  }
  pdf.moveDown(0.9);
}

function sources(pdf: Pdf, document: SeedDocument): void {
  const words = WORDS[document.language];
  heading(pdf, words.sources);
  items(pdf, document.sources, false);
  pdf
    .font(REGULAR)
    .fontSize(9)
    .fillColor(SOFT)
    .text(words.licence, MARGIN, pdf.y, { width: widthOf(pdf) });
}

function number(pdf: Pdf, document: SeedDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let n = 0; n < count; n += 1) {
    pdf.switchToPage(start + n);
    // Below the margin, where text would otherwise begin a page of its own.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - 42;
    pdf.font(REGULAR).fontSize(8).fillColor(SOFT);
    pdf.text(document.title, MARGIN, top, { width: widthOf(pdf) / 2, lineBreak: false });
    const text = WORDS[document.language].page(n + 1, count);
    pdf.text(text, MARGIN, top, { width: widthOf(pdf), align: "right", lineBreak: false });
  }
}
