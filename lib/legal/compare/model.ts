import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import type { Coverage, ElementAnswer } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatus } from "@/lib/profiles/reading/model";
import { LEVEL_GROUPS } from "../model";
import { type Finding, isAnsweredBy, type ProvisionLine } from "../reading/model";

/** Most countries that fit beside each other on paper. */
export const MAX_COMPARED = 6;
const MAX_ARTICLES = 100;
const LAST_ARTICLE = 99;

/** Articles compared by default: offences against data and systems, and the procedural powers. */
export const USUAL_ARTICLES = "2-8,16-21";

export const CompareQuery = z.object({
  articles: z.string().trim().max(400).optional().catch(undefined),
  countries: z.string().trim().max(400).optional().catch(undefined),
  /** One more country, as old forms sent it. */
  add: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
  differences: z.literal("1").optional().catch(undefined),
});
export type CompareQuery = z.infer<typeof CompareQuery>;

const ID = /^(185|189|224)[-:]([1-9]\d?)$/;
const NUMBER = /^[1-9]\d?$/;
const RANGE = /^([1-9]\d?)\s*[-–]\s*([1-9]\d?)$/;

/** Splits a text into words: "2", "16-18". Removes spaces around the dash of a range, and "Art." before a number. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/\s*[-–]\s*/gu, "-")
    .replaceAll(/\bart(?:icle)?s?\.?\s+(?=\d)/giu, "")
    .split(/[,;،\s]+/u)
    .filter(Boolean);

/**
 * Reads the articles named in a text, in order, each once: "2, 16-18" of the Convention, "189-3" and "224:7" of
 * its Protocols. The caller checks whether they exist.
 */
export function readArticles(text: string): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const part = word.replace(/^art(?:icle)?\.?/i, "");
    const [, treaty, number] = ID.exec(part) ?? [];
    if (treaty) found.add(`${treaty}-${number}`);
    else if (NUMBER.test(part)) found.add(`185-${part}`);
    else for (const one of rangeOf(part)) found.add(`185-${one}`);
    if (found.size >= MAX_ARTICLES) break;
  }
  return [...found].slice(0, MAX_ARTICLES);
}

/** Formats an article for such a text: "2" of the Convention, "189-3" of its Protocols. */
export const articleWord = (id: string) => id.replace(/^185-/, "");

/** Writes articles as a short text that `readArticles` reads, in their order: "2-8,16,189-3". */
export function writeArticles(ids: readonly string[]): string {
  const words: (string | { first: number; last: number })[] = [];
  for (const word of ids.map(articleWord)) {
    const number = NUMBER.test(word) ? Number(word) : null;
    const before = words.at(-1);
    if (number === null) words.push(word);
    else if (typeof before === "object" && before.last === number - 1) before.last = number;
    else words.push({ first: number, last: number });
  }
  return words
    .map((word) => {
      if (typeof word === "string") return word;
      return word.first === word.last ? String(word.first) : `${word.first}-${word.last}`;
    })
    .join(",");
}

/**
 * Lists the words of such a text that `isKnown` does not recognise as articles, each once, to show to the
 * reader.
 */
export function unreadArticles(text: string, isKnown: (id: string) => boolean): string[] {
  return [...new Set(wordsOf(text))].filter((word) => !readArticles(word).some(isKnown)).slice(0, 10);
}

function rangeOf(part: string): number[] {
  const [, first, last] = RANGE.exec(part) ?? [];
  if (!first || !last) return [];
  const [from, to] = [Number(first), Math.min(Number(last), LAST_ARTICLE)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
}

/** Reads the names of countries in a text, each once, in order. */
export function readNames(text: string): string[] {
  const names = text
    .split(/[,;،\n]+/u)
    .map((name) => name.trim())
    .filter(Boolean);
  return [...new Set(names)].slice(0, 30);
}

/** A country in a comparison. */
export interface ComparedCountry {
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  /** Its status under the Convention. */
  status: TreatyStatus;
  /** Confidence of the status; null if none is recorded. */
  statusConfidence: string | null;
}

/** A country's law on an article. */
export interface ComparedCell {
  coverage: Coverage;
  finding: Finding | null;
  provisions: readonly ProvisionLine[];
}

export interface Comparison {
  countries: readonly ComparedCountry[];
  /** A row for each existing article, with cells in the order of the countries. */
  rows: readonly { id: string; cells: readonly ComparedCell[] }[];
  /** Names that are not a country's; and the number of countries left out because of `MAX_COMPARED`. */
  unknown: readonly string[];
  leftOut: number;
}

/** Checks whether countries differ in an article: in their marks, or in whether a provision is in force. */
export function differs(cells: readonly ComparedCell[]): boolean {
  return new Set(cells.map((cell) => `${cell.coverage}/${isAnsweredBy(cell.provisions)}`)).size > 1;
}

/** The parameters of the dual-criminality check. */
export const DualQuery = z.object({
  article: z
    .string()
    .regex(/^(?:[2-9]|1[01]|189-[3-7])$/)
    .optional()
    .catch(undefined),
  first: z.string().max(80).optional().catch(undefined),
  second: z.string().max(80).optional().catch(undefined),
});
export type DualQuery = z.infer<typeof DualQuery>;

/** Offences that can be checked, as addresses name them: "2" of the Convention, "189-3" of the First Protocol. */
export const OFFENCES: readonly string[] = [
  ...LEVEL_GROUPS.substantive.map(String),
  ...[3, 4, 5, 6, 7].map((number) => `189-${number}`),
];

/** Returns the id of the article of an offence: "185-2". */
export function offenceArticle(offence: string): string {
  return offence.includes("-") ? offence : `185-${offence}`;
}

/** Compares the answers of two countries on an element of an offence; "open" if either is missing or unclear. */
export function compareElements(
  one: ElementAnswer | null,
  other: ElementAnswer | null,
): "same" | "different" | "open" {
  const isOpen = (answer: ElementAnswer | null) => answer === null || answer === "unclear";
  if (isOpen(one) || isOpen(other)) return "open";
  return one === other ? "same" : "different";
}
