import type { ExportDocument, Part, Run } from "@/lib/exports/document/model";
import { direction } from "@/lib/i18n/locales";
import { type Draft, type PaperLanguage, readerOf, rowsOf, ticked } from "./draft";
import { askedFields, type Field, type Group, OPTIONS, type Step } from "./fields";
import { groupsOf } from "./forms";
import { hasPhrase, PHRASES, phrase } from "./phrases";

/** One line of a document, in its language; `null` for words as they were typed. */
export interface PaperLine {
  text: string;
  language: PaperLanguage | null;
}

/** A field of a document: its name in each language, and what was filled in. Without value: a gap to fill in. */
export interface PaperRow {
  label: PaperLine[];
  value: PaperLine[];
  isRequired: boolean;
}

/** A request before it has a layout: the preview, the Word file and the PDF are drawn from it. */
export interface Paper {
  languages: Draft["languages"];
  title: PaperLine[];
  basis: PaperLine[];
  groups: { id: string; step: Step; heading: PaperLine[]; rows: PaperRow[] }[];
  notes: PaperLine[];
}

export interface PaperOptions {
  /** Includes fields that are empty and not required: for blank forms. */
  isBlank?: boolean;
  /** Name of a country in a language of documents. */
  countryName?: (slug: string, language: PaperLanguage) => string;
}

/** Draws a request in its languages. */
export function paperOf(draft: Draft, options: PaperOptions = {}): Paper {
  const inAll = (key: string): PaperLine[] =>
    draft.languages.map((language) => ({ text: phrase(language, key), language }));
  const basis = `basis.${draft.form}`;
  const groups = groupsOf(draft.form).flatMap((group) =>
    Array.from({ length: rowsOf(draft, group) }, (_, row) => ({
      id: group.id,
      step: group.step,
      heading: inAll(`group.${group.id}`).map((line) => numbered(line, group, row)),
      rows: rowsIn(draft, group, row, options),
    })).filter(({ rows }) => rows.length > 0),
  );
  const unreviewed = draft.languages.filter((language) => PHRASES[language].reviewedBy === null);
  return {
    languages: draft.languages,
    title: inAll(`form.${draft.form}`),
    basis: hasPhrase(basis) ? inAll(basis) : [],
    groups,
    notes: [
      ...inAll("text.advice"),
      ...unreviewed.map((language) => ({ text: phrase(language, "text.unreviewed"), language })),
    ],
  };
}

const numbered = (line: PaperLine, group: Group, row: number): PaperLine =>
  group.most ? { ...line, text: `${line.text} ${row + 1}` } : line;

function rowsIn(draft: Draft, group: Group, row: number, options: PaperOptions): PaperRow[] {
  const read = readerOf(draft, group, row);
  const fields = options.isBlank ? group.fields : askedFields(group, read);
  return fields.flatMap((field) => {
    const value = linesOf(field, read(field.id), draft, options);
    const isRequired = field.isRequired === true;
    if (value.length === 0 && !isRequired && !options.isBlank) return [];
    const label = draft.languages.map((language) => ({
      text: phrase(language, `field.${field.id}`),
      language,
    }));
    return [{ label, value, isRequired }];
  });
}

/** What was filled in; options in each language, with a box before each where a blank form is drawn. */
function linesOf(field: Field, value: string, { languages }: Draft, options: PaperOptions): PaperLine[] {
  if (field.options) {
    const all: readonly string[] = OPTIONS[field.options];
    const chosen = options.isBlank ? all : all.filter((one) => ticked(value).includes(one));
    return chosen.map((one) => ({
      text: `${options.isBlank ? "☐ " : ""}${inEach(languages, (language) => phrase(language, `option.${one}`))}`,
      language: null,
    }));
  }
  if (value === "") return [];
  if (field.kind === "country" && options.countryName) {
    const name = options.countryName;
    return [{ text: inEach(languages, (language) => name(value, language)), language: null }];
  }
  return value.split("\n").map((text) => ({ text, language: null }));
}

/** The same words in each language, once if they are the same. */
function inEach(languages: Draft["languages"], say: (language: PaperLanguage) => string): string {
  return [...new Set(languages.map(say))].join(" / ");
}

const runsOf = (lines: readonly PaperLine[], look: Partial<Run> = {}): Run[][] =>
  lines.map(({ text, language }) => [{ ...look, text, lang: language ?? undefined }]);

/** Turns a request into a document that the writers of Word files and PDFs draw. */
export function documentOf(paper: Paper, day: string | null, site: string): ExportDocument {
  const [first] = paper.languages;
  const title = paper.title.map(({ text }) => text).join(" / ");
  return {
    language: first,
    isRtl: direction(first) === "rtl",
    title,
    subject: paper.basis[0]?.text ?? "",
    author: "",
    day,
    head: { site: title.slice(0, 110), handling: "" },
    foot: `${phrase(first, "text.advice")} ${site}`.trim(),
    pageText: (page, pages) => `${page} / ${pages}`,
    parts: partsOf(paper),
    sources: new Map(),
    seeNote: () => "",
    unwritable: paper.languages.map((one) => phrase(one, "text.unwritable")).join(" / "),
    isBrief: false,
  };
}

function partsOf(paper: Paper): Part[] {
  const heading = (lines: readonly PaperLine[], level: 1 | 2): Part => ({
    is: "heading",
    level,
    runs: [{ text: lines.map(({ text }) => text).join("\n") }],
  });
  return [
    heading(paper.title, 1),
    ...runsOf(paper.basis, { bold: true }).map((runs): Part => ({ is: "paragraph", runs })),
    ...paper.groups.flatMap((group): Part[] => [
      { is: "heading", level: 2, runs: [{ text: group.heading.map(({ text }) => text).join(" / ") }] },
      tableOf(group.rows),
    ]),
    ...runsOf(paper.notes).map((runs): Part => ({ is: "paragraph", look: "small", runs })),
  ];
}

const tableOf = (rows: readonly PaperRow[]): Part => ({
  is: "table",
  headRows: 0,
  widths: [2, 5],
  rows: rows.map(({ label, value }) => [
    { isHead: true, lines: runsOf(label) },
    { lines: value.length > 0 ? runsOf(value) : [[{ text: " " }]] },
  ]),
});
