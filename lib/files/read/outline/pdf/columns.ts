import { append } from "@/lib/core/append";
import { type Fragment, inOrder, isMostlyRtl, lengthOf } from "./fragments";

/** Parts of the size of the text from which a gap can be one between columns of text, or between cells. */
const GUTTER = 0.8;
const CELLS = 1.2;
/** Part of the size of the text by which baselines differ within a line. */
const SAME_LINE = 0.3;
/** Rows with text on both sides that show two columns. */
const FEWEST = 4;
/** Part of the width of a column that half of its lines have at least: cells of a table are shorter. */
const FILLED = 0.6;
/** Width of the narrowest column of text, as a multiple of the size of its letters. */
const NARROWEST = 12;
/** How much larger than usual a distance within a column is, and how many of its lines can have one. */
const HOLE = 2.2;
const HOLES = 0.1;
/** Points of a step in which places of gaps are counted. */
const STEP = 4;
/** Steps of the widest gap that is counted: pages can be of any width. */
const WIDEST = 200;
/** Part of the size of the text from which a distance between lines ends a column. */
const APART = 1.8;
const DEEPEST = 2;

/** Neighbouring fragments of one line, without a wide gap between them. */
export interface Segment {
  fragments: Fragment[];
  left: number;
  right: number;
  y: number;
  size: number;
}

/** The segments of a page at one height, from left to right. */
export type Row = Segment[];

/** Puts the fragments of a page, in the order of the file, into rows from top to bottom. */
export function rowsOf(fragments: readonly Fragment[]): Row[] {
  return rowsFrom(segmentsOf(fragments));
}

function segmentsOf(fragments: readonly Fragment[]): Segment[] {
  const segments: Segment[] = [];
  for (const one of fragments) {
    const before = segments.at(-1);
    if (before && isNext(before, one)) extend(before, one);
    else segments.push(segmentOf(one));
  }
  return segments;
}

const segmentOf = (one: Fragment): Segment => ({
  fragments: [one],
  left: one.x,
  right: one.x + one.width,
  y: one.y,
  size: one.size,
});

function isNext(segment: Segment, one: Fragment): boolean {
  const size = Math.max(segment.size, one.size);
  if (Math.abs(segment.y - one.y) > size / 2) return false;
  const gap = Math.max(one.x - segment.right, segment.left - (one.x + one.width));
  return gap <= GUTTER * size && gap >= -size;
}

function extend(segment: Segment, one: Fragment): void {
  segment.fragments.push(one);
  segment.left = Math.min(segment.left, one.x);
  segment.right = Math.max(segment.right, one.x + one.width);
  // The line is where its largest text is: marks of notes are above it.
  if (one.size > segment.size) [segment.y, segment.size] = [one.y, one.size];
}

function rowsFrom(segments: readonly Segment[]): Row[] {
  const rows: Row[] = [];
  let [y, size] = [0, 0];
  for (const one of [...segments].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && one.y - y <= SAME_LINE * Math.max(size, one.size)) row.push(one);
    else {
      rows.push([one]);
      [y, size] = [one.y, one.size];
    }
  }
  return rows.map((row) => joined(row, GUTTER));
}

/** Joins the segments of a row that have no wide gap between them, in whichever order the file has them. */
function joined(row: Row, gap: number): Row {
  const found: Segment[] = [];
  for (const one of [...row].sort((a, b) => a.left - b.left)) {
    const before = found.at(-1);
    if (before && one.left - before.right <= gap * Math.max(before.size, one.size))
      for (const fragment of one.fragments) extend(before, fragment);
    else found.push({ ...one, fragments: [...one.fragments] });
  }
  return found;
}

/** Divides the rows of a page into columns, in the order in which they are read. */
export function columnsOf(rows: readonly Row[]): Row[][] {
  return dividedRows(rows, 0).map((column) => column.map((row) => joined(row, CELLS)));
}

function dividedRows(rows: readonly Row[], depth: number): Row[][] {
  const gutter = depth < DEEPEST ? gutterOf(rows) : null;
  if (gutter === null) return [[...rows]];
  const columns: Row[][] = [];
  let whole: Row[] = [];
  let band: Row[] = [];
  const close = () => {
    const divided = dividedBand(band, gutter, depth);
    if (divided === null) append(whole, band);
    else {
      if (whole.length > 0) columns.push(whole);
      append(columns, divided.columns);
      whole = [...divided.below];
    }
    band = [];
  };
  for (const row of rows) {
    if (!row.some(({ left, right }) => left < gutter && right > gutter)) {
      band.push(row);
      continue;
    }
    close();
    whole.push(row);
  }
  close();
  if (whole.length > 0) columns.push(whole);
  return columns;
}

/** Finds the place where most rows have a gap; null if it is only in a few. */
function gutterOf(rows: readonly Row[]): number | null {
  const counts = new Map<number, number>();
  for (const row of rows) {
    for (const [at, one] of row.entries()) {
      const next = row[at + 1];
      if (!next) continue;
      const last = Math.min(Math.floor(next.left / STEP), one.right / STEP + WIDEST);
      for (let step = Math.ceil(one.right / STEP); step <= last; step += 1)
        counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  const most = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  if (most[1] < FEWEST) return null;
  // The middle of the places that as many rows have.
  const steps = [...counts].filter(([, count]) => count === most[1]).map(([step]) => step);
  steps.sort((one, other) => one - other);
  return (steps[Math.floor(steps.length / 2)] ?? 0) * STEP;
}

interface Divided {
  /** The columns in the order in which they are read. */
  columns: Row[][];
  /** Rows below the columns that are not part of them, such as the next heading. */
  below: readonly Row[];
}

/** Divides neighbouring rows at a gutter; null if the two sides do not look like columns of text. */
function dividedBand(rows: readonly Row[], gutter: number, depth: number): Divided | null {
  const isLeft = (one: Segment) => one.right <= gutter;
  const isRight = (one: Segment) => one.left >= gutter;
  const isRtl = isMostlyRtl(rows.flatMap((row) => row.flatMap(({ fragments }) => fragments)));
  const end = endOfColumns(rows, rows.findLastIndex((row) => row.some(isRtl ? isLeft : isRight)) + 1);
  const band = rows.slice(0, end);
  const both = band.filter((row) => row.some(isLeft) && row.some(isRight));
  const sides = [isLeft, isRight].map((isSide) => band.map((row) => row.filter(isSide)).filter(isFilled));
  if (both.length < FEWEST || !sides.every(isColumn)) return null;
  const columns = sides.map((side) => dividedRows(side, depth + 1));
  // A side with gaps of its own, which are not between columns of text, is part of a table.
  if (columns.some((inside, at) => inside.length === 1 && hasGaps(sides[at] ?? []))) return null;
  return { columns: (isRtl ? columns.reverse() : columns).flat(), below: rows.slice(end) };
}

const hasGaps = (rows: readonly Row[]) =>
  rows.filter((row) => joined(row, CELLS).length > 1).length * 2 > rows.length;

/** Returns where a column ends that is longer than the one beside it: at another size, or after a distance. */
function endOfColumns(rows: readonly Row[], from: number): number {
  for (let at = from; at < rows.length; at += 1) {
    const [before] = rows[at - 1] ?? [];
    const [one] = rows[at] ?? [];
    if (!before || !one) continue;
    if (one.y - before.y > APART * before.size || Math.abs(one.size - before.size) > 0.5) return at;
  }
  return rows.length;
}

const isFilled = (row: Row) => row.length > 0;

/** Checks whether rows look like a column of text: wide enough, mostly filled, and without holes. */
function isColumn(rows: readonly Row[]): boolean {
  const lines = rows.map((row) => ({
    left: row.reduce((least, one) => Math.min(least, one.left), Number.POSITIVE_INFINITY),
    right: row.reduce((most, one) => Math.max(most, one.right), 0),
  }));
  const start = lines.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY);
  const end = lines.reduce((most, { right }) => Math.max(most, right), 0);
  const size = median(rows.map(([one]) => one?.size ?? 0));
  if (end - start < NARROWEST * size) return false;
  const distances = rows.slice(1).map((row, at) => (row[0]?.y ?? 0) - (rows[at]?.[0]?.y ?? 0));
  const hole = HOLE * median(distances);
  return (
    median(lines.map(({ left, right }) => right - left)) >= (end - start) * FILLED &&
    distances.filter((one) => one > hole).length <= rows.length * HOLES
  );
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** The text of a row in the order in which it is read. */
export function fragmentsOf(row: Row): Fragment[] {
  return inOrder(row.flatMap(({ fragments }) => fragments));
}

/** Returns the size that most of the text has, in half points. */
export function usualSize(fragments: readonly Fragment[]): number {
  const lengths = new Map<number, number>();
  for (const one of fragments) {
    const size = Math.round(one.size * 2) / 2;
    lengths.set(size, (lengths.get(size) ?? 0) + lengthOf([one]));
  }
  return [...lengths].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}
