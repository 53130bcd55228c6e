/**
 * Reads a table as spreadsheets put it on the clipboard: rows in lines, cells between tabs. A cell with a line
 * break, a tab or a quotation mark is in quotation marks, which are doubled inside. Empty rows are left out.
 * Takes one pass over the text.
 */
export function readPastedTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    at = end + 1;
    if (text[end] === "\t") {
      if (at === text.length) row.push("");
      continue;
    }
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
}

interface Cell {
  cell: string;
  /** The position of the tab or line break behind it. */
  end: number;
}

function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && !isEnd(text[end])) end += 1;
  return { cell: text.slice(from, end), end };
}

const isEnd = (sign: string | undefined) => sign === "\t" || sign === "\n" || sign === "\r";

/** A cell that only begins with a quotation mark, such as a quoted title, is plain. */
function quotedCell(text: string, from: number): Cell {
  const parts: string[] = [];
  let at = from + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    parts.push(text.slice(at, quote));
    const next = text[quote + 1];
    if (next === undefined || isEnd(next)) return { cell: parts.join(""), end: quote + 1 };
    if (next !== '"') break;
    parts.push('"');
    at = quote + 2;
  }
  return plainCell(text, from);
}
