import { append } from "@/lib/core/append";
import { cleanLine } from "@/lib/text/clean";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { fragmentsOf, type Row } from "./columns";
import { type Fragment, isRaised } from "./fragments";
import { plainText } from "./inlines";

/** Part of the size of the text that notes have at most. */
const SMALL = 0.94;
/** A mark that is raised in the text. */
export const MARK = /^[[(]?(\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?$/u;
/** The beginning of a note whose mark is not raised. */
const NUMBERED = /^[[(]?(\d{1,3}|[*†‡§¶]{1,3})[\]).]?\s/u;

/** The notes of a document: their texts by id, and the ids by the marks in the text. */
export interface FoundNotes {
  texts: ReadonlyMap<string, string>;
  marks: ReadonlyMap<Fragment, string>;
}

interface Note {
  mark: string;
  rows: Row[];
}

/**
 * Takes the notes out of the pages of a document: small lines at the foot of a column that begin with a mark which is
 * raised in the text of the page. A note to which no mark refers stays in the text.
 */
export class NoteReader {
  private readonly texts = new Map<string, string>();
  private readonly marks = new Map<Fragment, string>();
  /** The last note of the page before, if its sentence goes on. */
  private open: { id: string; text: string } | null = null;

  /** `usual`: size of most of the text. */
  constructor(private readonly usual: number) {}

  get found(): FoundNotes {
    return { texts: this.texts, marks: this.marks };
  }

  /** Returns the columns of the next page without its notes. */
  readPage(columns: readonly (readonly Row[])[]): Row[][] {
    const feet = columns.map((rows) => this.startOfFoot(rows));
    const raised = raisedMarks(columns.map((rows, at) => rows.slice(0, feet[at])));
    const found = columns.map((rows, at) => notesIn(rows.slice(feet[at])));
    const counts = countsOf(found.flatMap(({ notes }) => notes));
    const before = this.open;
    this.open = null;
    return columns.map((rows, at) => {
      const { first = [], notes = [] } = found[at] ?? {};
      const isFoot = notes.length === 0 ? before !== null : notes.some(({ mark }) => raised.has(mark));
      if (!isFoot) return [...rows];
      const rest = rows.slice(0, feet[at]);
      if (before === null) append(rest, first);
      else if (first.length > 0) this.save(before.id, `${before.text} ${textOfRows(first)}`);
      for (const note of notes) {
        const marks = raised.get(note.mark) ?? [];
        // A mark can refer to the note of another mark; notes in two columns can have the same sign.
        const cited = counts.get(note.mark) === 1 ? marks : marks.splice(0, 1);
        if (cited.length === 0) append(rest, note.rows);
        else this.cite(cited, note);
      }
      return rest;
    });
  }

  private startOfFoot(rows: readonly Row[]): number {
    return rows.findLastIndex((row) => !row.every(({ size }) => size <= this.usual * SMALL)) + 1;
  }

  private cite(fragments: readonly Fragment[], { mark, rows }: Note): void {
    const id = `footnote-${this.texts.size + 1}`;
    for (const fragment of fragments) this.marks.set(fragment, id);
    this.save(id, noteText(rows.map(fragmentsOf), mark));
  }

  private save(id: string, text: string): void {
    this.texts.set(id, cleanLine(text).slice(0, FOOTNOTE_MAX));
    this.open = /[.!?؟۔]$/u.test(text) || text.length > FOOTNOTE_MAX ? null : { id, text };
  }
}

function countsOf(notes: readonly Note[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mark } of notes) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts;
}

/** The marks in the text of a page, in order. */
function raisedMarks(columns: readonly (readonly Row[])[]): Map<string, Fragment[]> {
  const found = new Map<string, Fragment[]>();
  for (const rows of columns)
    for (const row of rows)
      for (const segment of row)
        for (const fragment of segment.fragments) {
          const mark = isRaised(fragment, segment) ? MARK.exec(fragment.text.trim())?.[1] : undefined;
          if (mark === undefined) continue;
          const same = found.get(mark);
          if (same) same.push(fragment);
          else found.set(mark, [fragment]);
        }
  return found;
}

/** Divides the rows of a foot at their marks; `first` are those before the first mark. */
function notesIn(rows: readonly Row[]): { first: Row[]; notes: Note[] } {
  const first: Row[] = [];
  const notes: Note[] = [];
  for (const row of rows) {
    const mark = markOf(row);
    if (mark !== null) notes.push({ mark, rows: [row] });
    else (notes.at(-1)?.rows ?? first).push(row);
  }
  return { first, notes };
}

function markOf(row: Row): string | null {
  const [start] = fragmentsOf(row);
  const [segment] = row;
  if (!start || !segment) return null;
  const alone = MARK.exec(start.text.trim())?.[1];
  if (alone !== undefined && isRaised(start, segment)) return alone;
  return NUMBERED.exec(plainText([fragmentsOf(row)]))?.[1] ?? null;
}

const textOfRows = (rows: readonly Row[]) => textOfLines(rows.map(fragmentsOf));

/** Writes the lines of a note without its mark. */
export function noteText(lines: readonly (readonly Fragment[])[], mark: string): string {
  return textOfLines(lines)
    .replace(/^[[(]/, "")
    .slice(mark.length)
    .replace(/^[\]).]?\s*/u, "");
}

/** Writes lines as text, with the address of each link that is not written in it. */
function textOfLines(lines: readonly (readonly Fragment[])[]): string {
  const text = plainText(lines);
  const hrefs = new Set(lines.flatMap((line) => line.map(({ href }) => href)));
  const unwritten = [...hrefs].filter(
    (href) => href !== null && /^https?:/i.test(href) && !text.includes(href),
  );
  return [text, ...unwritten].join(" ");
}
