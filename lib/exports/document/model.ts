import type { Locale } from "@/lib/i18n/locales";
import { UNDETERMINED } from "@/lib/revisions/records/wordings";

/* A document before it is a PDF or a Word file: its content, order and notes, without layout. */

/** A stretch of a line that looks the same throughout. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** Beside what matters. */
  dim?: boolean;
  /** An address of the web that it leads to. */
  href?: string;
  /** Language (BCP 47) of text by members, if known; may differ from the document's. */
  lang?: string | undefined;
  /** The mark of a source; its text is the mark as it is printed, "[3]". */
  cites?: Citation;
}

export interface Citation {
  /** Number of the source on the page; null if it is no longer listed. */
  number: number | null;
  locator: string | null;
}

/** The same runs in a language, but for those that say their own and the marks of sources. */
export function inLanguage<R extends Run>(runs: readonly R[], lang: string | undefined): R[] {
  return runs.map((run) => (run.lang || run.cites || !lang ? run : { ...run, lang }));
}

/** The language of a run where it is not its document's: then it is marked. */
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
  /** Shares of the width, one for each column. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
}

export type Part =
  | { is: "heading"; level: 1 | 2 | 3 | 4; runs: readonly Run[] }
  /** `list`: names in a row, small, in the direction of the document. */
  | { is: "paragraph"; runs: readonly Run[]; look?: "meta" | "quote" | "small" | "list" }
  | { is: "item"; depth: number; mark: string; runs: readonly Run[] }
  /** Names with their values below. `isTogether`: kept on one page if they fit on one. */
  | { is: "facts"; pairs: readonly { term: string; lines: Lines }[]; isTogether?: true }
  | TablePart;

/** A whole document. */
export interface ExportDocument {
  /** Language of the headings, of labels, and of all text without a language of its own. */
  language: Locale;
  isRtl: boolean;
  title: string;
  subject: string;
  author: string;
  /**
   * The day of the revision. It is also used as the time of creation, so that the same revision gives the same
   * file.
   */
  day: string | null;
  /** At the head of each page, and at its foot. */
  head: { site: string; handling: string };
  foot: string;
  /** The foot of a page with its number. */
  pageText: (page: number, pages: number) => string;
  parts: readonly Part[];
  /** The sources that are cited, by their numbers. */
  sources: ReadonlyMap<number, readonly Run[]>;
  /** Refers to the footnote with the full source, by its number. */
  seeNote: (number: number) => string;
  /** The note in a document that contains characters missing from its fonts. */
  unwritable: string;
  /** Fits on one page. */
  isBrief: boolean;
  /** On landscape pages: a table with many columns. Word only. */
  isWide?: boolean;
}
