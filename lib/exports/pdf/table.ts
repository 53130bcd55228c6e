import type { Cell, TablePart } from "../document/model";
import type { Line } from "./lines";
import { COLOURS, EDGE, heightOf, type Look, type Pdf, type Sheets } from "./sheets";

/** Padding of a cell, in points. */
const PAD = 4;
/** Height in points up to which a row is kept whole; a higher one continues on the next page. */
const MOST_KEPT = 420;
/** Height of the first row that stays with the header above it, in points. */
const MOST_OF_FIRST = 80;

interface SpreadCell {
  cell: Cell;
  column: number;
  colspan: number;
}
interface SetCell {
  cell: Cell;
  x: number;
  width: number;
  look: Look;
  lines: Line[];
}
interface SetRow {
  cells: SetCell[];
  height: number;
  cites: number[];
}
type Struct = ReturnType<Pdf["struct"]>;

/** Writes a table: rows lower than `MOST_KEPT` stay whole, and a page that begins with one repeats the headers. */
export class TableWriter {
  private readonly widths: readonly number[];

  constructor(
    private readonly sheets: Sheets,
    private readonly part: TablePart,
    private readonly size: number,
  ) {
    const sum = part.widths.reduce((total, one) => total + one, 0);
    this.widths = part.widths.map((one) => (one / sum) * sheets.width);
  }

  /** Least height on its first page, in points: the headers and the beginning of the first row. */
  leastHeight(): number {
    const rows = spread(this.part).slice(0, this.part.headRows + 1);
    return rows.reduce((total, row) => total + Math.min(this.set(row).height, MOST_OF_FIRST), 0);
  }

  write(): void {
    const { sheets, part } = this;
    const rows = spread(part).map((row) => this.set(row));
    const heads = rows.slice(0, part.headRows);
    const body = rows.slice(part.headRows);
    const table = sheets.pdf.struct("Table");
    sheets.pdf.addStructure(table);
    const first = body[0];
    sheets.keep(
      heads.reduce((total, row) => total + row.height, 0) + Math.min(first?.height ?? 0, MOST_OF_FIRST),
    );
    for (const row of heads) this.draw(row, table);
    for (const row of body) {
      if (!this.fits(row) && row.height + sheets.noteRoom(row.cites) < MOST_KEPT) {
        sheets.nextPage();
        for (const head of heads) this.draw(head, null);
      }
      this.draw(row, table);
    }
    table.end();
  }

  private fits(row: SetRow): boolean {
    return this.sheets.y + row.height + this.sheets.noteRoom(row.cites) <= this.sheets.bottom;
  }

  /** Sets the cells of a row in lines. */
  private set(cells: readonly SpreadCell[]): SetRow {
    const { sheets, size, widths } = this;
    const set = cells.map(({ cell, column, colspan }): SetCell => {
      const width = widths.slice(column, column + colspan).reduce((sum, one) => sum + one, 0);
      const before = widths.slice(0, column).reduce((sum, one) => sum + one, 0);
      const x = sheets.document.isRtl ? EDGE.side + sheets.width - before - width : EDGE.side + before;
      const look: Look = { size, colour: COLOURS.ink, isBold: cell.isHead === true, isOurs: true };
      const lines = cell.lines.flatMap((runs) => sheets.lines(runs, look, width - 2 * PAD));
      return { cell, x, width, look, lines };
    });
    const heights = set.map((one) => one.lines.reduce((sum, line) => sum + heightOf(line, one.look), 0));
    return {
      cells: set,
      height: Math.max(0, ...heights) + 2 * PAD,
      cites: set.flatMap((one) => one.lines.flatMap((line) => line.cites)),
    };
  }

  /** Draws a row. Without a table: a header repeated on a further page, which is read aloud only once. */
  private draw(row: SetRow, table: Struct | null): void {
    const { sheets } = this;
    if (table && !this.fits(row)) {
      this.drawTall(row, table);
      return;
    }
    const top = sheets.take(row.height, row.cites);
    this.shade(row, top);
    const tr = table ? sheets.pdf.struct("TR") : null;
    if (tr) table?.add(tr);
    for (const one of row.cells) {
      const draw = () => {
        let y = top + PAD;
        for (const line of one.lines) {
          sheets.drawLine(line, one.look, { x: one.x + PAD, y, width: one.width - 2 * PAD });
          y += heightOf(line, one.look);
        }
      };
      if (tr) tr.add(sheets.pdf.struct(one.cell.isHead ? "TH" : "TD", {}, draw));
      else sheets.artifact(draw);
    }
    tr?.end();
    sheets.rule(top + row.height);
  }

  /** Draws a row that is too high for the rest of the page: its cells below each other, over page breaks. */
  private drawTall(row: SetRow, table: Struct): void {
    const { sheets } = this;
    const width = sheets.width - 2 * PAD;
    const tr = sheets.pdf.struct("TR");
    table.add(tr);
    for (const one of row.cells) {
      const lines = one.cell.lines.flatMap((runs) => sheets.lines(runs, one.look, width));
      tr.add(
        sheets.pdf.struct(one.cell.isHead ? "TH" : "TD", {}, () => {
          sheets.write(lines, one.look, { x: EDGE.side + PAD, width });
        }),
      );
      sheets.gap(PAD);
    }
    tr.end();
    sheets.rule(sheets.y);
  }

  private shade(row: SetRow, top: number): void {
    const { pdf } = this.sheets;
    for (const one of row.cells)
      if (one.cell.isHead)
        this.sheets.artifact(() => void pdf.rect(one.x, top, one.width, row.height).fill(COLOURS.shade));
  }
}

/** Returns the rows of a table with the column of each cell; a cell over several rows is in the first of them. */
function spread({ rows }: TablePart): SpreadCell[][] {
  let covered: number[] = [];
  return rows.map((row) => {
    const next = covered.map((left) => Math.max(0, left - 1));
    let column = 0;
    const cells = row.map((cell): SpreadCell => {
      while ((covered[column] ?? 0) > 0) column += 1;
      const { colspan = 1, rowspan = 1 } = cell;
      const placed = { cell, column, colspan };
      for (let at = column; at < column + colspan; at += 1) next[at] = rowspan - 1;
      column += colspan;
      return placed;
    });
    covered = next;
    return cells;
  });
}
