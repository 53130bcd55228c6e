import { newBlockId } from "@/lib/text/block-id";
import type { AnyRecord, DatedFact, DatePrecision, Field } from "../records-fields";

/** What a field holds before anything is entered: nothing, which is not the same as "no". */
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
      // Whoever adds a record has not had it confirmed yet.
      return field.name === "confidence" ? "unverified" : null;
    default:
      return null;
  }
}

/** A new record with an id of its own and nothing in it. */
export function blankRecord(fields: readonly Field[]): AnyRecord {
  const record: Record<string, unknown> & { id: string } = { id: newBlockId() };
  for (const field of fields) record[field.name] = blankValue(field);
  return record;
}

/** Text as it is kept: what is empty is not given. */
export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text;
}

/** One entry a line; empty lines are none. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A date as precise as it was written: 2016, 2016-12 or 2016-12-16; null while it is none of these. */
export function datedFact(text: string, confidence: DatedFact["confidence"]): DatedFact | null {
  const match = /^\d{4}(-\d{2})?(-\d{2})?$/.exec(text.trim());
  if (!match) return null;
  const precision: DatePrecision = match[2] ? "day" : match[1] ? "month" : "year";
  return { value: text.trim(), precision, confidence };
}
