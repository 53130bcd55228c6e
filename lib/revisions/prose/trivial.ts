import { sameJson } from "@/lib/text/canonical";
import type { SectionKind } from "../kind";
import type { RecordsDiff } from "../model";

/** Letters on either side that a typo correction changes at most. */
const LETTERS = 2;

/**
 * Decides whether a change is too small to notify anyone: a typo in one place, or emphasis alone. Never if it
 * touches a digit, link, source or the number of words, nor in legal records, where one letter can change the
 * law. It is still in the history and counts as unseen.
 */
export function isTrivial(
  kind: SectionKind<unknown>,
  isLegal: boolean,
  before: unknown,
  after: unknown,
): boolean {
  if (kind.family === "records" && (isLegal || !isInWordsOnly(kind, before, after))) return false;
  if (!sameJson(kind.sources(before), kind.sources(after))) return false;
  if (!sameJson(linksOf(before), linksOf(after))) return false;
  const [was, is] = [kind.text(before), kind.text(after)];
  if (wordCount(was) !== wordCount(is)) return false;
  const [gone, come] = changedRange(was, is);
  if ([...gone].length > LETTERS || [...come].length > LETTERS) return false;
  return !/\p{N}/u.test(gone + come);
}

/** Checks that only text of existing records differs, with the records in the same order. */
function isInWordsOnly(kind: SectionKind<unknown>, before: unknown, after: unknown): boolean {
  const diff = kind.diff(before, after) as RecordsDiff;
  const typeOf = new Map(diff.fields.map((field) => [field.name, field.type]));
  return diff.records.every(
    ({ state, moved, fields }) =>
      !moved &&
      (state === "same" || state === "changed") &&
      fields.every(({ name }) => typeOf.get(name) === "text" || typeOf.get(name) === "longtext"),
  );
}

function linksOf(content: unknown): string[] {
  return JSON.stringify(content).match(/"(?:href|url)":"[^"]*"/g) ?? [];
}

const wordCount = (text: string) => text.split(/\s+/u).filter(Boolean).length;

/** The differing middle of two texts, between their common start and end. */
function changedRange(was: string, is: string): [string, string] {
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
  return [was.slice(start, was.length - end), is.slice(start, is.length - end)];
}
