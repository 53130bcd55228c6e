import { UNDETERMINED } from "@/lib/revisions/records/wordings";

/* A document before it is a PDF or a Word file: its content, order and notes, without layout. */

/** A run of text with one look. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** Less important text, printed in grey. */
  dim?: boolean;
  /** Address of a link. */
  href?: string;
  /** Language (BCP 47) of text by members, if known; may differ from the document's. */
  lang?: string | undefined;
  /** Mark of a source; its text is the printed mark, "[3]". */
  cites?: Citation;
}

export interface Citation {
  /** Number of the source on the page; null if it is no longer listed. */
  number: number | null;
  locator: string | null;
}

/** Sets the language of runs that have none, except source marks. */
export function inLanguage<R extends Run>(runs: readonly R[], lang: string | undefined): R[] {
  return runs.map((run) => (run.lang || run.cites || !lang ? run : { ...run, lang }));
}

/** Returns the language of a run if it differs from the document's: it is then marked. */
export function otherLanguage({ lang }: Run, { language }: Pick<ExportDocument, "language">): string | null {
  return lang && lang !== UNDETERMINED && lang !== language ? lang : null;
}

/** Paragraphs of one line each, in a cell or beside a name. */
export type Lines = readonly (readonly Run[])[];

export interface Cell {
  lines: Lines;
  isHead?: boolean;
  colspan?: number;
  rowspan?: number;
}

export interface TablePart {
  is: "table";
  caption?: string;
  /** Number of header rows, which are repeated on each page. */
  headRows: number;
  /** Relative widths of the columns. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
}

export type Part =
  | { is: "heading"; level: 1 | 2 | 3 | 4; runs: readonly Run[] }
  /** `list`: names in a row, small, in the direction of the document. */
  | { is: "paragraph"; runs: readonly Run[]; look?: "meta" | "quote" | "small" | "list" }
  | { is: "item"; depth: number; mark: string; runs: readonly Run[] }
  /** Names with their values beside them. `isTogether`: kept on one page if they fit on one. */
  | { is: "facts"; pairs: readonly { term: string; lines: Lines }[]; isTogether?: true }
  | TablePart;

/** A whole document. */
export interface ExportDocument {
  /** Language of the headings, of labels, and of all text without a language of its own. */
  language: string;
  isRtl: boolean;
  title: string;
  subject: string;
  author: string;
  /**
   * The day of the revision. It is also used as the time of creation, so that the same revision gives the same
   * file.
   */
  day: string | null;
  /** Text of the header and footer of each page. */
  head: { site: string; handling: string };
  foot: string;
  /** Text with the page number in the footer. */
  pageText: (page: number, pages: number) => string;
  parts: readonly Part[];
  /** The sources that are cited, by their numbers. */
  sources: ReadonlyMap<number, readonly Run[]>;
  /** Refers to the footnote with the full source, by its number. */
  seeNote: (number: number) => string;
  /** The note in a document that contains characters missing from its fonts. */
  unwritable: string;
  /** Whether it must fit on one page. */
  isBrief: boolean;
  /** On landscape pages: a table with many columns. Word only. */
  isWide?: boolean;
}
