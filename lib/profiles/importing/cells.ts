import { readWrittenDate } from "@/lib/text/written-date";
import { readReference } from "@/lib/vocabulary/references";
import type { LawRecord } from "../kinds/laws";
import { bareWords } from "./words";

const KINDS: readonly (readonly [RegExp, NonNullable<LawRecord["kind"]>])[] = [
  [/\b(?:constitution|دستور)/u, "constitution"],
  [/\b(?:regulation|reglement|لائحة)/u, "regulation"],
  [/\b(?:decree|decret|ordonnance|ordinance|مرسوم)/u, "decree"],
  [/\b(?:code|penal code|مدونة|مجلة)/u, "code"],
  [/\b(?:guideline|directive|circular|circulaire)/u, "guideline"],
  [/\b(?:court rules|rules of court)/u, "court_rules"],
  [/\b(?:act|law|statute|loi)\b|قانون/u, "act"],
];

/** Reads the kind of a law; null if the words are unknown. */
export function readKind(cell: string): LawRecord["kind"] {
  const words = bareWords(cell);
  return KINDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const STATES: readonly (readonly [RegExp, NonNullable<LawRecord["status"]>])[] = [
  [/not (?:yet )?in force|pas (?:encore )?en vigueur|غير نافذ/u, "not_yet_in_force"],
  [/partly replaced|partially replaced|partiellement remplac/u, "partly_replaced"],
  [/repealed|abrog|ملغ/u, "repealed"],
  [/replaced|remplac|superseded/u, "replaced"],
  [/amending|modificati|معدل/u, "amending_act"],
  [/in force|en vigueur|نافذ|سار/u, "in_force"],
];

/** Reads the state of a law; null if the words are unknown. */
export function readState(cell: string): LawRecord["status"] {
  const words = bareWords(cell);
  return STATES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** Reads a date as people write it. Numbers have the day first, as in most countries' spreadsheets: 16/12/2016. */
export function readDate(cell: string): string | null {
  return readWrittenDate(cell, "fr");
}

/** Reads articles of the Convention and its Protocols; `unread` lists the unknown parts. */
export function readArticles(cell: string): { articles: string[]; unread: string[] } {
  const articles: string[] = [];
  const unread: string[] = [];
  for (const part of cell.split(/[;,/\n]|\s(?:and|et|و)\s/u).map((one) => one.trim())) {
    if (part === "") continue;
    const article = readReference(part);
    if (article === null) unread.push(part);
    else if (!articles.includes(article)) articles.push(article);
  }
  return { articles, unread };
}
