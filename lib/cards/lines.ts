import { isRightToLeft, type Run, runsOf } from "./fonts";

/** Width of a run of one font at a size, in pixels. */
export type Measure = (run: Run, size: number) => number;

/** A run with its place in its line. */
export interface PlacedRun extends Run {
  /** From the left edge of the line. */
  x: number;
}

export interface Line {
  runs: PlacedRun[];
  width: number;
}

interface Word {
  runs: { run: Run; width: number }[];
  width: number;
  isRtl: boolean;
}

/** Width of a space, relative to the size. */
const SPACE = 0.26;

/**
 * Breaks a text into at most `most` lines of `width`; a longer text ends in an ellipsis. Implements the part of
 * the bidirectional algorithm that titles and names need: words of the other direction keep their own order.
 */
export function breakLines(
  text: string,
  at: { size: number; width: number; most: number; isRtl: boolean; measure: Measure },
): { lines: Line[]; isCut: boolean } {
  const { size, width, most, isRtl, measure } = at;
  const space = size * SPACE;
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => wordOf(word, { size, isRtl, measure }));
  const rows: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const row = rows.at(-1);
    if (row && used + space + word.width <= width) {
      row.push(word);
      used += space + word.width;
    } else {
      rows.push([word]);
      used = word.width;
    }
  }
  const isCut = rows.length > most;
  const kept = rows.slice(0, most);
  if (isCut) kept.at(-1)?.push(wordOf("…", { size, isRtl, measure }));
  return { lines: kept.map((row) => placed(row, space, isRtl)), isCut };
}

function wordOf(text: string, at: { size: number; isRtl: boolean; measure: Measure }): Word {
  const { size, measure } = at;
  // Punctuation alone has the direction of its line.
  const isRtl = /[\p{L}\p{N}]/u.test(text) ? isRightToLeft(text) : at.isRtl;
  const runs = runsOf(text).map((run) => ({ run, width: measure(run, size) }));
  // The runs of a right-to-left word follow each other from right to left, digits included.
  if (isRtl) runs.reverse();
  return { runs, width: runs.reduce((sum, one) => sum + one.width, 0), isRtl };
}

/** Returns words in visual order, from the left. */
function inOrder(row: readonly Word[], isRtl: boolean): Word[] {
  const groups: Word[][] = [];
  for (const word of row) {
    const last = groups.at(-1);
    if (last?.[0]?.isRtl === word.isRtl) last.push(word);
    else groups.push([word]);
  }
  const ordered = groups.map((group) => (group[0]?.isRtl ? [...group].reverse() : group));
  return (isRtl ? ordered.reverse() : ordered).flat();
}

function placed(row: readonly Word[], space: number, isRtl: boolean): Line {
  const runs: PlacedRun[] = [];
  let x = 0;
  for (const word of inOrder(row, isRtl)) {
    for (const { run, width } of word.runs) {
      runs.push({ ...run, x });
      x += width;
    }
    x += space;
  }
  return { runs, width: x - space };
}
