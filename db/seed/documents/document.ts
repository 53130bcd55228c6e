import { formatter } from "@/lib/i18n/formatter";

/** A part of a document. */
export type Block =
  | { heading: string }
  | { text: string }
  | { list: readonly string[] }
  /** Boxes to tick on paper. */
  | { checks: readonly string[] }
  | { table: { head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] } }
  /** A highlighted warning. */
  | { note: string };

/** A document of our own, before it is a PDF or Word file. */
export interface SeedDocument {
  /** File name without extension. */
  name: string;
  title: string;
  subtitle: string;
  language: "en" | "fr";
  /** Date as of which its law was checked. */
  asOf: string;
  blocks: readonly Block[];
  /** Addresses of its sources. */
  sources: readonly string[];
}

/**
 * Increase when the same document is drawn otherwise, as PDF or for Word: sites then compare their copy again, and
 * publish it as a new version if its PDF differs. A test fails until this is done.
 */
export const DOCUMENT_FORMAT = 1;

/** Words common to all documents. */
export const WORDS = {
  en: {
    from: "Octopus Community training library",
    asOf: (day: string) => `As of ${day}`,
    sources: "Sources",
    licence:
      "You may copy, change and share this document with attribution (CC BY 4.0). It is a working aid, not legal advice: the law of the country prevails.",
    page: (page: number, of: number) => `Page ${page} of ${of}`,
  },
  fr: {
    from: "Bibliothèque de formation de l’Octopus Community",
    asOf: (day: string) => `Au ${day}`,
    sources: "Sources",
    licence:
      "Vous pouvez copier, adapter et diffuser ce document en mentionnant la source (CC BY 4.0). C’est un outil de travail, non un avis juridique : le droit du pays prime.",
    page: (page: number, of: number) => `Page ${page} sur ${of}`,
  },
} as const;

/** States the date as of which a document was checked. */
export function asOfText({ asOf, language }: Pick<SeedDocument, "asOf" | "language">): string {
  const day = formatter(language).dateTime(new Date(`${asOf}T00:00:00Z`), {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return WORDS[language].asOf(day);
}

/** Matches the space between a word such as "Article" and its number. */
const BEFORE_NUMBER =
  /(?<=\b(?:Articles?|articles?|paragraphs?|paragraphes?|RFC|CETS|STCE|sessions?|part)) (?=\d)/g;
const FRENCH_SIGNS = / (?=[:;?!»])|(?<=«) /g;

/**
 * Replaces spaces with no-break spaces where a line must not break: before a number, and at French punctuation and
 * quotes.
 */
export function boundText(text: string, language: SeedDocument["language"]): string {
  const numbered = text.replaceAll(BEFORE_NUMBER, "\u00a0");
  return language === "fr" ? numbered.replaceAll(FRENCH_SIGNS, "\u00a0") : numbered;
}

/** Applies `boundText` to all texts of a document. */
export function boundDocument(document: SeedDocument): SeedDocument {
  const bound = (text: string) => boundText(text, document.language);
  const blocks = document.blocks.map((block): Block => {
    if ("heading" in block) return { heading: bound(block.heading) };
    if ("text" in block) return { text: bound(block.text) };
    if ("note" in block) return { note: bound(block.note) };
    if ("list" in block) return { list: block.list.map(bound) };
    if ("checks" in block) return { checks: block.checks.map(bound) };
    const { head, widths, rows } = block.table;
    return { table: { head: head.map(bound), widths, rows: rows.map((row) => row.map(bound)) } };
  });
  return {
    ...document,
    title: bound(document.title),
    subtitle: bound(document.subtitle),
    blocks,
    sources: document.sources.map(bound),
  };
}

export const CONVENTION = "Convention on Cybercrime, Budapest, 23 November 2001 (CETS 185)";
export const REPORT = "Explanatory Report to the Convention on Cybercrime (CETS 185)";
export const SECOND_PROTOCOL =
  "Second Additional Protocol on enhanced co-operation and disclosure of electronic evidence, Strasbourg, 12 May 2022 (CETS 224)";
