import type { Locale } from "@/lib/i18n/locales";
import { newBlockId } from "@/lib/text/block-id";
import { readWrittenDate } from "@/lib/text/written-date";
import type { AnyRecord, DatedFact, DatePrecision, Field } from "../records-fields";

/** Value of a field before input: empty, which is different from "no". */
export function blankValue(field: Field): unknown {
  switch (field.type) {
    case "fact4":
      return "unknown";
    case "enumList":
    case "langList":
    case "list":
    case "articles":
    case "sources":
    case "records":
      return [];
    case "confirm":
      return false;
    case "enum":
      // A new record has not been confirmed by anyone.
      return field.name === "confidence" ? "unverified" : null;
    default:
      return null;
  }
}

/** Creates an empty record with a new id. */
export function blankRecord(fields: readonly Field[]): AnyRecord {
  const record: Record<string, unknown> & { id: string } = { id: newBlockId() };
  for (const field of fields) record[field.name] = blankValue(field);
  return record;
}

/** Creates a record with new ids from the values of some of its fields; nested records likewise. */
export function filledRecord(fields: readonly Field[], values: object): AnyRecord {
  const record: Record<string, unknown> & { id: string } = { ...blankRecord(fields) };
  for (const field of fields) {
    const value: unknown = (values as Record<string, unknown>)[field.name];
    if (value === undefined) continue;
    record[field.name] =
      field.type === "records" && Array.isArray(value)
        ? value.map((one: object) => filledRecord(field.fields ?? [], one))
        : value;
  }
  return record;
}

/** Returns text as it is stored: null if blank. */
export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text;
}

/** Splits text into entries, one a line; blank lines are skipped. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Parses a date as people write it in the language of the page; null for anything else. */
export function datedFact(
  text: string,
  confidence: DatedFact["confidence"],
  locale: Locale,
): DatedFact | null {
  const value = readWrittenDate(text, locale);
  return value === null ? null : { value, precision: precisionOf(value), confidence };
}

/** Derives the precision of a date from its length. */
export function precisionOf(date: string): DatePrecision {
  return date.length === 10 ? "day" : date.length === 7 ? "month" : "year";
}
