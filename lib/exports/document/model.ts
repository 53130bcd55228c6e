import type { Locale } from "@/lib/i18n/locales";

/*
 * A document before it is a PDF or a Word file: what is said, in which order, with which notes; not how it looks.
 */

/** A stretch of a line that looks the same throughout. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** Beside what matters. */
  dim?: boolean;
  /** An address of the web that it leads to. */
  href?: string;
  /** The mark of a source; its text is the mark as it is printed, "[3]". */
  cites?: Citation;
}

export interface Citation {
  /** By which the page knows the source; null for one that is no longer listed. */
  number: number | null;
  locator: string | null;
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
  /** How many rows at the top are heads, repeated on each page. */
  headRows: number;
  /** Shares of the width, one for each column. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
}

export type Part =
  | { is: "heading"; level: 1 | 2 | 3 | 4; runs: readonly Run[] }
  | { is: "paragraph"; runs: readonly Run[]; look?: "meta" | "quote" | "small" }
  | { is: "item"; depth: number; mark: string; runs: readonly Run[] }
  /** Names with what is known under them. */
  | { is: "facts"; pairs: readonly { term: string; lines: Lines }[] }
  | TablePart;

/** A whole document. */
export interface ExportDocument {
  /** Of its headings and labels. */
  language: Locale;
  /** Of its text. */
  textLanguage: string;
  isRtl: boolean;
  title: string;
  subject: string;
  author: string;
  /** The day of the revision; what says when the file was made says this, so that the same revision is the same file. */
  day: string | null;
  /** At the head of each page, and at its foot. */
  head: { site: string; handling: string };
  foot: string;
  /** The foot of a page with its number. */
  pageText: (page: number, pages: number) => string;
  parts: readonly Part[];
  /** The sources that are cited, by their numbers. */
  sources: ReadonlyMap<number, readonly Run[]>;
  /** Refers to the footnote that tells of a source in full, by its number. */
  seeNote: (number: number) => string;
  /** What a document says that has no letters for something in it. */
  unwritable: string;
  /** Fits on one page. */
  isBrief: boolean;
  /** On pages that lie: a table of many columns. Word alone. */
  isWide?: boolean;
}
