import { newBlockId } from "@/lib/text/block-id";
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

/** Parses 2016, 2016-12 or 2016-12-16; null for anything else. */
export function datedFact(text: string, confidence: DatedFact["confidence"]): DatedFact | null {
  const match = /^\d{4}(-\d{2})?(-\d{2})?$/.exec(text.trim());
  if (!match) return null;
  const precision: DatePrecision = match[2] ? "day" : match[1] ? "month" : "year";
  return { value: text.trim(), precision, confidence };
}
