import { sameJson } from "@/lib/text/canonical";
import type { SectionKind } from "../kind";
import type { RecordsDiff } from "../model";

/** How many letters a slip of the pen changes at most, on either side. */
const LETTERS = 2;

/**
 * Whether a change is so small that nobody need be told: a misspelling in one place, or emphasis alone. Never one
 * that touches a figure, a link, a source or the number of words, and never one of a legal record: there a single
 * letter may be the law. What is not told still stands in the history and counts as unseen.
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
  const [gone, come] = changedStretch(was, is);
  if ([...gone].length > LETTERS || [...come].length > LETTERS) return false;
  return !/\p{N}/u.test(gone + come);
}

/** Whether all that differs stands in the texts of records that were there and are there, in the same order. */
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

/** What stands in one text and not in the other, between their common beginning and their common end. */
function changedStretch(was: string, is: string): [string, string] {
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
  return [was.slice(start, was.length - end), is.slice(start, is.length - end)];
}
