import { append } from "@/lib/core/append";
import { joinCut } from "@/lib/text/page-lines";
import { fragmentsOf, type Row } from "./columns";
import { type Fragment, isMostlyRtl, lengthOf } from "./fragments";
import { type Grid, gridAt, joinedGrids } from "./grids";
import { plainText } from "./inlines";
import { markerOf } from "./markers";

/** How much larger than usual a distance between lines is that begins a paragraph. */
const APART = 1.25;
/** Part of the size of the text by which the first line of a paragraph is moved in. */
const INDENT = 0.6;
/** Part of the width of a column that the last line of a paragraph leaves empty. */
const SHORT = 0.25;
/** Points by which sizes differ between two paragraphs. */
const OTHER_SIZE = 0.6;

/** A line of a column. `start` and `end`: distances from the edges of the column at which lines begin and end. */
interface Line {
  fragments: Fragment[];
  text: string;
  start: number;
  end: number;
  width: number;
  y: number;
  size: number;
  isBold: boolean;
}

export interface Paragraph {
  lines: Line[];
  size: number;
  isBold: boolean;
  /** Distance of its first line from the edge of its column. */
  start: number;
}

/** What a document consists of, before headings and lists are known. */
export type Item = Paragraph | Grid;

export const isGrid = (item: Item): item is Grid => "cells" in item;
export const isParagraph = (item: Item): item is Paragraph => !isGrid(item);

/** Divides the columns of a document into paragraphs and tables; a sentence that the end of a column cuts is joined. */
export function itemsOf(columns: readonly (readonly Row[])[]): Item[] {
  const divided = columns.map(dividedColumn);
  const leading = leadingOf(divided);
  const items: Item[] = [];
  for (const column of divided) {
    const [first, ...rest] = paragraphsOf(column, leading);
    if (first) addAcross(items, first);
    append(items, rest);
  }
  return items;
}

/** Adds the first item of a column; one that the end of the column before cut is joined to its beginning. */
function addAcross(items: Item[], first: Item): void {
  const last = items.at(-1);
  if (last && isGrid(last) && isGrid(first)) {
    const joined = joinedGrids(last, first);
    items.splice(joined ? -1 : items.length, joined ? 1 : 0, joined ?? first);
  } else if (last && !isGrid(last) && !isGrid(first) && isCut(last, first)) append(last.lines, first.lines);
  else items.push(first);
}

function isCut(last: Paragraph, first: Paragraph): boolean {
  if (last.isBold !== first.isBold || Math.abs(last.size - first.size) > OTHER_SIZE) return false;
  return (
    markerOf(first.lines[0]?.text ?? "") === null &&
    joinCut(lastText(last), first.lines[0]?.text ?? "") !== null
  );
}

const lastText = ({ lines }: Paragraph) => lines.at(-1)?.text ?? "";

function dividedColumn(rows: readonly Row[]): (Line | Grid)[] {
  const left = rows.flat().reduce((least, one) => Math.min(least, one.left), Number.POSITIVE_INFINITY);
  const right = rows.flat().reduce((most, one) => Math.max(most, one.right), 0);
  const isRtl = isMostlyRtl(rows.flatMap(fragmentsOf));
  const found: (Line | Grid)[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const table = gridAt(rows, at);
    const row = rows[at];
    if (table) {
      found.push(table.grid);
      at += table.length - 1;
    } else if (row) found.push(lineOf(row, { left, right, isRtl }));
  }
  return found;
}

function lineOf(row: Row, column: { left: number; right: number; isRtl: boolean }): Line {
  const fragments = fragmentsOf(row);
  const before = row.reduce((least, { left }) => Math.min(least, left), column.right) - column.left;
  const after = column.right - row.reduce((most, { right }) => Math.max(most, right), column.left);
  const letters = fragments.filter(({ text }) => /\p{L}/u.test(text));
  return {
    fragments,
    text: plainText([fragments]),
    start: column.isRtl ? after : before,
    end: column.isRtl ? before : after,
    width: column.right - column.left,
    y: row[0]?.y ?? 0,
    size: row.reduce((most, { size }) => Math.max(most, size), 0),
    isBold: letters.length > 0 && letters.every(({ isBold }) => isBold),
  };
}

/** Returns the distance between lines within paragraphs, as a part of the size: the lower quarter of all. */
function leadingOf(columns: readonly (readonly (Line | Grid)[])[]): number {
  const distances = columns.flatMap((column) =>
    column.flatMap((line, at) => {
      const next = column[at + 1];
      if (!next || "cells" in line || "cells" in next || Math.abs(line.size - next.size) > OTHER_SIZE)
        return [];
      return [(next.y - line.y) / line.size];
    }),
  );
  distances.sort((one, other) => one - other);
  return distances[Math.floor(distances.length / 4)] ?? 1.2;
}

function paragraphsOf(column: readonly (Line | Grid)[], leading: number): Item[] {
  const items: Item[] = [];
  for (const line of column) {
    const last = items.at(-1);
    if ("cells" in line) items.push(line);
    else if (last && !isGrid(last) && !beginsParagraph(last, line, leading)) last.lines.push(line);
    else items.push({ lines: [line], size: line.size, isBold: line.isBold, start: line.start });
  }
  return items;
}

function beginsParagraph(paragraph: Paragraph, line: Line, leading: number): boolean {
  const before = paragraph.lines.at(-1);
  if (!before) return true;
  const isShort = before.end > before.width * SHORT;
  if (Math.abs(before.size - line.size) > OTHER_SIZE) return true;
  if (line.y - before.y > leading * APART * line.size) return true;
  // A bold sentence can fill a line within a paragraph.
  if (paragraph.isBold !== line.isBold && isShort && (paragraph.isBold || line.isBold)) return true;
  if (isNextItem(paragraph, before, line)) return true;
  if (isShort && /[.!?:؟]$/u.test(before.text)) return true;
  return isMovedIn(paragraph, before, line);
}

/** Checks whether a line is an item of a list: it has a bullet, the next number, or a number after a clause. */
function isNextItem(paragraph: Paragraph, before: Line, line: Line): boolean {
  const marker = markerOf(line.text);
  if (marker === null || marker.number === null) return marker !== null;
  const own = markerOf(paragraph.lines[0]?.text ?? "")?.number ?? null;
  return (own !== null && marker.number === own + 1) || /[.:;,!?؛،]$/u.test(before.text);
}

/** Checks whether a line begins at another place than a line that goes on with the paragraph. */
function isMovedIn(paragraph: Paragraph, before: Line, line: Line): boolean {
  const by = INDENT * line.size;
  const isItem = markerOf(paragraph.lines[0]?.text ?? "") !== null;
  if (!isItem) return line.start - before.start > by && !isCentred(line);
  const hang = paragraph.lines[1]?.start ?? null;
  return hang !== null && hang - line.start > by;
}

const isCentred = ({ start, end, size }: Line) => start > size && Math.abs(start - end) < 2 * size;

/** Returns the characters of a paragraph. */
export function paragraphLength({ lines }: Paragraph): number {
  return lines.reduce((sum, { fragments }) => sum + lengthOf(fragments), 0);
}
