import type { Citation, Part, Run } from "./model";

/** Marks of sources for one statement of a short document; all of them are in the whole profile. */
const MOST_MARKS = 2;

interface Numbered {
  parts: Part[];
  /** New number of each source that is still cited, by its old one. */
  numbers: ReadonlyMap<number, number>;
}

/**
 * Numbers the sources of a short document in order of appearance, at most two for each statement. `markText`:
 * formats a mark.
 */
export function inReadingOrder(
  parts: readonly Part[],
  markText: (number: number, locator: string | null) => string,
): Numbered {
  const numbers = new Map<number, number>();
  const renumbered = (run: Run, cites: Citation): Run => {
    if (cites.number === null) return run;
    const number = numbers.get(cites.number) ?? numbers.size + 1;
    numbers.set(cites.number, number);
    return { ...run, text: markText(number, cites.locator), cites: { ...cites, number } };
  };
  const line = (runs: readonly Run[]): Run[] => {
    let inRow = 0;
    return runs.flatMap((run) => {
      if (!run.cites) {
        inRow = 0;
        return [run];
      }
      inRow += 1;
      return inRow > MOST_MARKS ? [] : [renumbered(run, run.cites)];
    });
  };
  return { parts: parts.map((part) => renumberedPart(part, line)), numbers };
}

function renumberedPart(part: Part, line: (runs: readonly Run[]) => Run[]): Part {
  switch (part.is) {
    case "facts":
      return { ...part, pairs: part.pairs.map((pair) => ({ ...pair, lines: pair.lines.map(line) })) };
    case "table":
      return {
        ...part,
        rows: part.rows.map((row) => row.map((cell) => ({ ...cell, lines: cell.lines.map(line) }))),
      };
    default:
      return { ...part, runs: line(part.runs) };
  }
}
