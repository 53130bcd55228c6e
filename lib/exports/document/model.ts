import type { Locale } from "@/lib/i18n/locales";
import { UNDETERMINED } from "@/lib/revisions/records/wordings";

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
  /** BCP 47, where it is known and may be another than the document's: what members wrote. */
  lang?: string | undefined;
  /** The mark of a source; its text is the mark as it is printed, "[3]". */
  cites?: Citation;
}

export interface Citation {
  /** By which the page knows the source; null for one that is no longer listed. */
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
  /** How many rows at the top are heads, repeated on each page. */
  headRows: number;
  /** Shares of the width, one for each column. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
}

export type Part =
  | { is: "heading"; level: 1 | 2 | 3 | 4; runs: readonly Run[] }
  /** `list`: names one after the other, small, in the direction of the document. */
  | { is: "paragraph"; runs: readonly Run[]; look?: "meta" | "quote" | "small" | "list" }
  | { is: "item"; depth: number; mark: string; runs: readonly Run[] }
  /** Names with what is known under them. `isTogether`: on one page, where one has room for all of them. */
  | { is: "facts"; pairs: readonly { term: string; lines: Lines }[]; isTogether?: true }
  | TablePart;

/** A whole document. */
export interface ExportDocument {
  /** Of all that says no other, such as its headings and labels. */
  language: Locale;
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
