/**
 * Reads a table as spreadsheets put it on the clipboard: rows in lines, cells between tabs, or between the signs
 * of `separator`. A cell with a line break, a separator or a quotation mark is in quotation marks, which are
 * doubled inside. Empty rows are left out. Takes one pass over the text.
 */
export function readPastedTable(text: string, separator: "\t" | ";" | "," = "\t"): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator);
    row.push(cell);
    at = end + 1;
    if (text[end] === separator) {
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

function plainCell(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && !isEnd(text[end], separator)) end += 1;
  return { cell: text.slice(from, end), end };
}

const isEnd = (sign: string | undefined, separator: string) =>
  sign === separator || sign === "\n" || sign === "\r";

/** A cell that only begins with a quotation mark, such as a quoted title, is plain. */
function quotedCell(text: string, from: number, separator: string): Cell {
  const parts: string[] = [];
  let at = from + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    parts.push(text.slice(at, quote));
    const next = text[quote + 1];
    if (next === undefined || isEnd(next, separator)) return { cell: parts.join(""), end: quote + 1 };
    if (next !== '"') break;
    parts.push('"');
    at = quote + 2;
  }
  return plainCell(text, from, separator);
}
