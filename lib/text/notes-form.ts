/*
 * Notes in a plain text field, in Pandoc's syntax: `^[the note]` after the word it belongs to. Brackets
 * inside must be balanced; a note with an unbalanced one cannot be written.
 */

/** Formats a note for typing. */
export function typedNote(text: string): string {
  return `^[${text}]`;
}

/** Splits a line into text and notes. Unclosed or empty notes are text. */
export function splitNotes(line: string): (string | { note: string })[] {
  if (!line.includes("^[")) return [line];
  const pieces: (string | { note: string })[] = [];
  const closing = closingBrackets(line);
  let from = 0;
  let at = line.indexOf("^[");
  while (at >= 0) {
    const end = closing.get(at + 1);
    const note = end === undefined ? "" : line.slice(at + 2, end).trim();
    if (end === undefined || note === "") {
      at = line.indexOf("^[", at + 2);
      continue;
    }
    if (at > from) pieces.push(line.slice(from, at));
    pieces.push({ note });
    from = end + 1;
    at = line.indexOf("^[", from);
  }
  if (from < line.length) pieces.push(line.slice(from));
  return pieces;
}

/** Positions of matching closing brackets, in one pass even if many are never closed. */
function closingBrackets(line: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "[") open.push(at);
    else if (line[at] === "]") {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}
