import PDFDocument from "pdfkit";
import { type ExportDocument, otherLanguage, type Run } from "../document/model";
import { type Face, fontName } from "./faces";
import { joined, type Line, setLines } from "./lines";
import { type Laying, steady } from "./steady";

export type Pdf = InstanceType<typeof PDFDocument>;

/** A font by its name in the document: the path of its file, or its bytes where no files can be read. */
export interface Font {
  name: string;
  source: string | ArrayBuffer;
}

export const COLOURS = {
  ink: "#1b2730",
  soft: "#52616b",
  accent: "#0b5c7a",
  rule: "#c6d0d6",
  shade: "#eef3f5",
};
/** Margins of a page, in points of an A4 sheet. */
export const EDGE = { side: 54, top: 62, bottom: 66 } as const;
const NOTE_SIZE = 7.5;
/** Most lines of a source at the foot of a page; the full source is in the list of sources. */
const NOTE_LINES = 3;

export interface Look {
  size: number;
  colour: string;
  isBold?: boolean;
  /** Our own words: aligned like the document, whatever their own direction is. */
  isOurs?: boolean;
}

/**
 * Writes the pages of a document from top to bottom, with page breaks. The sources that a page cites are at its
 * foot, so each mark also takes the room for its note.
 */
export class Sheets {
  readonly pdf: Pdf;
  isUnwritable = false;
  /** Position of the next line, in points from the top of the page. */
  y: number = EDGE.top;
  /** Numbers of the sources at the foot of each page. */
  private readonly notes: number[][] = [[]];
  private noteHeight = 0;
  private readonly noteLines = new Map<number, Line[]>();

  constructor(
    readonly document: ExportDocument,
    fonts: readonly Font[],
  ) {
    const at = new Date(`${document.day ?? "2000-01-01"}T00:00:00Z`);
    this.pdf = new PDFDocument({
      size: "A4",
      margins: { top: 0, left: 0, right: 0, bottom: 0 },
      bufferPages: true,
      // No standard font: a browser has none, and every text names one of ours.
      font: "",
      pdfVersion: "1.7",
      tagged: true,
      lang: document.language,
      displayTitle: true,
      info: {
        Title: document.title,
        Author: document.author,
        Subject: document.subject,
        CreationDate: at,
        ModDate: at,
      },
    });
    for (const { name, source } of fonts) this.pdf.registerFont(name, source);
  }

  get width(): number {
    return this.pdf.page.width - 2 * EDGE.side;
  }

  get pageCount(): number {
    return this.notes.length;
  }

  get bottom(): number {
    return this.pdf.page.height - EDGE.bottom - this.noteHeight;
  }

  private measure(size: number, isBold: boolean) {
    return (text: string, run: Run, face: Face): number => {
      this.pdf.font(fontName(face, isBold || run.bold === true)).fontSize(sizeOf(size, run));
      // Every text is measured before it is drawn, so no font is used before this call.
      steady((this.pdf as Pdf & { _font: { font: Laying } })._font.font);
      return this.pdf.widthOfString(text);
    };
  }

  /** Sets runs in lines of a width. */
  lines(runs: readonly Run[], look: Look, width: number): Line[] {
    return setLines(runs, {
      width,
      isRtl: this.document.isRtl,
      isOurs: look.isOurs ?? false,
      measure: this.measure(look.size, look.isBold ?? false),
      onUnwritable: () => {
        this.isUnwritable = true;
      },
    });
  }

  /** Height of the first lines of runs, with the notes of their marks. */
  roomOf(runs: readonly Run[], look: Look, most: number): number {
    const lines = this.lines(runs, look, this.width).slice(0, most);
    const height = lines.reduce((sum, line) => sum + heightOf(line, look), 0);
    return height + this.noteRoom(lines.flatMap(({ cites }) => cites));
  }

  /** Adds a vertical space, except at the top of a page. */
  gap(points: number): void {
    if (this.y > EDGE.top) this.y += points;
  }

  /** Begins a new page if less than this height is left. */
  keep(points: number): void {
    if (this.y + points > this.bottom) this.nextPage();
  }

  nextPage(): void {
    // Open structure elements are closed on this page and continued on the next.
    this.pdf.continueOnNewPage();
    this.notes.push([]);
    this.noteHeight = 0;
    this.y = EDGE.top;
  }

  /**
   * Reserves height for lines that stay together, with the notes of their marks; begins a new page if
   * necessary. Returns the position of their top.
   */
  take(height: number, cites: readonly number[]): number {
    if (this.y + height + this.noteRoom(cites) > this.bottom && this.y > EDGE.top) this.nextPage();
    const own = this.notes.at(-1) ?? [];
    this.noteHeight += this.noteRoom(cites);
    for (const number of cites)
      if (!own.includes(number) && this.document.sources.has(number)) own.push(number);
    const top = this.y;
    this.y += height;
    return top;
  }

  /** Returns by how much the foot of the page grows. */
  noteRoom(cites: readonly number[]): number {
    const own = this.notes.at(-1) ?? [];
    const added = [...new Set(cites)].filter((one) => !own.includes(one) && this.document.sources.has(one));
    const height = added.reduce((sum, one) => sum + this.noteOf(one).length * NOTE_SIZE * 1.35 + 1.5, 0);
    return height > 0 && own.length === 0 ? height + 10 : height;
  }

  private noteOf(number: number): Line[] {
    let lines = this.noteLines.get(number);
    if (!lines) {
      const runs = [{ text: `[${number}] ` }, ...(this.document.sources.get(number) ?? [])];
      lines = this.lines(runs, { size: NOTE_SIZE, colour: COLOURS.soft }, this.width).slice(0, NOTE_LINES);
      this.noteLines.set(number, lines);
    }
    return lines;
  }

  /** Draws a line at a position. */
  drawLine(line: Line, look: Look, at: { x: number; y: number; width: number }): void {
    const base = at.y + heightOf(line, look) * 0.74;
    const isAtRight = look.isOurs ? this.document.isRtl : line.isRtl;
    const left = isAtRight ? at.x + at.width - line.width : at.x;
    for (const piece of joined(line.pieces)) {
      const size = sizeOf(look.size, piece.run);
      const lift = piece.run.cites ? look.size * 0.3 : 0;
      const lang = otherLanguage(piece.run, this.document);
      if (lang) this.pdf.markContent("Span", { lang });
      this.pdf
        .font(fontName(piece.face, look.isBold === true || piece.run.bold === true))
        .fontSize(size)
        .fillColor(
          piece.run.href || piece.run.cites ? COLOURS.accent : piece.run.dim ? COLOURS.soft : look.colour,
        )
        .text(piece.text, left + piece.x, base - lift, {
          lineBreak: false,
          baseline: "alphabetic",
          oblique: piece.run.italic === true && piece.face === "text",
        });
      if (lang) this.pdf.endMarkedContent();
      if (piece.run.href) this.pdf.link(left + piece.x, at.y, piece.width, look.size * 1.2, piece.run.href);
    }
  }

  /** Writes lines below each other, over page breaks. */
  write(lines: readonly Line[], look: Look, at: { x?: number; width?: number } = {}): void {
    const { x = EDGE.side, width = this.width } = at;
    for (const [n, line] of lines.entries()) {
      this.keepLines(lines.slice(n, n + togetherAt(n, lines.length)), look);
      const y = this.take(heightOf(line, look), line.cites);
      this.drawLine(line, look, { x, y, width });
    }
  }

  /** Begins a new page if lines that belong together do not fit. */
  private keepLines(lines: readonly Line[], look: Look): void {
    if (lines.length < 2 || this.y === EDGE.top) return;
    const height = lines.reduce((sum, line) => sum + heightOf(line, look), 0);
    this.keep(height + this.noteRoom(lines.flatMap(({ cites }) => cites)));
  }

  /** Draws something as a named structure element, for screen readers. */
  struct(type: string, draw: () => void): void {
    this.pdf.addStructure(this.pdf.struct(type, {}, draw));
  }

  /** Draws a line across the page. */
  rule(y: number): void {
    this.artifact(() => {
      this.pdf
        .lineWidth(0.5)
        .strokeColor(COLOURS.rule)
        .moveTo(EDGE.side, y)
        .lineTo(EDGE.side + this.width, y)
        .stroke();
    });
  }

  /** Draws something that screen readers skip. */
  artifact(draw: () => void): void {
    this.pdf.markContent("Artifact");
    draw();
    this.pdf.endMarkedContent();
  }

  /** Draws the headers, footers and notes of all pages, when the number of pages is known. */
  finish(): void {
    for (const [page, own] of this.notes.entries()) {
      this.pdf.switchToPage(page);
      this.notesOf([...own].sort((a, b) => a - b));
      this.artifact(() => this.edges(page));
    }
  }

  private notesOf(own: readonly number[]): void {
    if (own.length === 0) return;
    const look: Look = { size: NOTE_SIZE, colour: COLOURS.soft };
    const height = own.reduce((sum, one) => sum + this.noteOf(one).length * NOTE_SIZE * 1.35 + 1.5, 0);
    let y = this.pdf.page.height - EDGE.bottom - height;
    this.artifact(() => {
      const x = this.document.isRtl ? EDGE.side + this.width - 90 : EDGE.side;
      this.pdf
        .lineWidth(0.5)
        .strokeColor(COLOURS.rule)
        .moveTo(x, y - 4)
        .lineTo(x + 90, y - 4)
        .stroke();
    });
    for (const number of own) {
      this.struct("Note", () => {
        for (const line of this.noteOf(number)) {
          this.drawLine(line, look, { x: EDGE.side, y, width: this.width });
          y += NOTE_SIZE * 1.35;
        }
      });
      y += 1.5;
    }
  }

  private edges(page: number): void {
    const { head, foot, pageText, isRtl } = this.document;
    const soft: Look = { size: 8, colour: COLOURS.soft };
    const label: Look = { size: 8, colour: COLOURS.ink, isBold: true };
    const line = (text: string, look: Look, isAtEnd: boolean, y: number) => {
      const [set] = this.lines([{ text }], look, this.width);
      if (set)
        this.drawLine({ ...set, isRtl: isRtl !== isAtEnd }, look, { x: EDGE.side, y, width: this.width });
    };
    line(head.site, soft, false, 32);
    line(head.handling, label, true, 32);
    const y = this.pdf.page.height - 42;
    line(foot, soft, false, y);
    line(pageText(page + 1, this.pageCount), soft, true, y);
  }
}

/**
 * Counts the lines that stay together, so that neither the first nor the last line of a paragraph is alone on a
 * page.
 */
function togetherAt(n: number, count: number): number {
  if (n === 0) return count <= 3 ? count : 2;
  return n === count - 2 ? 2 : 1;
}

const sizeOf = (size: number, run: Run) => (run.cites ? size * 0.72 : size);
/** Computes the height of a line, in points. */
export const heightOf = (line: Line, { size }: Look) => size * (line.isTall ? 1.62 : 1.4);
