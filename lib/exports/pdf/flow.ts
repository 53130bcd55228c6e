import type { Lines, Run, TablePart } from "../document/model";
import type { Line } from "./lines";
import { COLOURS, EDGE, heightOf, type Look, Sheets } from "./sheets";
import { TableWriter } from "./table";

const sumOf = (lines: readonly Line[], look: Look) =>
  lines.reduce((sum, line) => sum + heightOf(line, look), 0);

/** Writes the parts of a document onto its pages. */
export class Flow extends Sheets {
  paragraph(type: string, runs: readonly Run[], look: Look, indent = 0): void {
    const width = this.width - indent;
    const x = EDGE.side + (this.document.isRtl ? 0 : indent);
    const lines = this.lines(runs, look, width);
    this.struct(type, () => this.write(lines, look, { x, width }));
  }

  /** Draws an item: its mark, and its text beside it. */
  item(mark: string, runs: readonly Run[], look: Look, depth: number): void {
    const room = mark.length > 2 ? 26 : 14;
    const indent = depth * 14 + room;
    const { isRtl } = this.document;
    const width = this.width - indent;
    const x = EDGE.side + (isRtl ? 0 : indent);
    const lines = this.lines(runs, look, width);
    const [first] = lines;
    this.struct("LI", () => {
      if (first) this.keep(heightOf(first, look) + this.noteRoom(first.cites));
      const y = this.y;
      const marks = this.lines([{ text: mark }], look, room);
      if (marks[0] && mark !== "")
        this.drawLine({ ...marks[0], isRtl }, look, {
          x: isRtl ? EDGE.side + width : x - room,
          y,
          width: room,
        });
      this.write(lines, look, { x, width });
    });
  }

  /** Draws names at the start of the line, with their values beside them. `isTogether`: on one page, if they fit. */
  facts(pairs: readonly { term: string; lines: Lines }[], size: number, isTogether = false): void {
    const share = Math.min(150, this.width * 0.3);
    const { isRtl } = this.document;
    const name: Look = { size, colour: COLOURS.soft, isOurs: true };
    const value: Look = { size, colour: COLOURS.ink, isOurs: true };
    const rows = pairs.map(({ term, lines: values }) => ({
      terms: this.lines([{ text: term }], name, share - 10),
      lines: values.flatMap((runs) => this.lines(runs, value, this.width - share)),
    }));
    if (isTogether) {
      const heights = rows.map((row) => Math.max(sumOf(row.terms, name), sumOf(row.lines, value)));
      this.keep(heights.reduce((sum, height) => sum + height + size * 0.25, 0));
    }
    for (const { terms, lines } of rows) {
      this.struct("P", () => {
        const [first] = lines;
        const height = sumOf(terms, name);
        this.keep(Math.max(height, first ? heightOf(first, value) + this.noteRoom(first.cites) : 0));
        const top = this.y;
        let y = top;
        for (const line of terms) {
          const x = isRtl ? EDGE.side + this.width - share + 10 : EDGE.side;
          this.drawLine({ ...line, isRtl }, name, { x, y, width: share - 10 });
          y += heightOf(line, name);
        }
        const page = this.pageCount;
        this.write(lines, value, { x: EDGE.side + (isRtl ? 0 : share), width: this.width - share });
        if (this.pageCount === page) this.y = Math.max(this.y, y);
      });
      this.gap(size * 0.25);
    }
  }

  table(part: TablePart, size: number): void {
    const writer = new TableWriter(this, part, size);
    if (part.caption) {
      // Never at the bottom of a page.
      this.keep(size * 1.7 + writer.leastHeight());
      this.paragraph("Caption", [{ text: part.caption }], { size, colour: COLOURS.soft, isBold: true });
    }
    writer.write();
  }

  /** Draws the bar above a title. */
  bar(): void {
    this.artifact(() => {
      const x = this.document.isRtl ? EDGE.side + this.width - 46 : EDGE.side;
      this.pdf.rect(x, this.y - 8, 46, 3.5).fill(COLOURS.accent);
    });
  }
}
