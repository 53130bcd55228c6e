import { cleanLine, cleanLines } from "@/lib/text/clean";
import { readPastedTable } from "@/lib/text/pasted-table";
import { isReference } from "@/lib/vocabulary/references";
import { type AnyRecord, FIELD_LIMITS, type Field } from "../records-fields";
import { typedReferences } from "./records-offers";
import { blankRecord } from "./records-values";

/** Characters that are read of what is pasted: more than a long law with the text of its provisions. */
export const MAX_PASTED = 300_000;

/** A row of a pasted table, and the record that it would become. */
export interface PastedRow {
  /** Its number in what was pasted, from 1, with the row of names. */
  number: number;
  /** The beginning of the row, to find it again. */
  name: string;
  /** Null if a cell is not understood. */
  record: AnyRecord | null;
  problems: readonly PastedProblem[];
}

export interface PastedProblem {
  field: Field;
  /** Key under `revisions.rules`. */
  rule: string;
  limit?: number;
  /** The cell that is not understood. */
  cell: string;
}

export interface PastedTable {
  rows: readonly PastedRow[];
  /** Names of columns that no field has. */
  ignored: readonly string[];
}

/** Returns the fields of the columns in which a list of records can be pasted; none if it cannot. */
export function columnsOf(list: Field): Field[] {
  return (list.pastes ?? []).flatMap((name) => list.fields?.find((field) => field.name === name) ?? []);
}

/**
 * Reads records from a table of a spreadsheet. The columns are those of the list's `pastes`, or as a first row
 * with their labels says. A row that cannot be understood whole becomes no record. `present`: records of the
 * list; a row with the first field of one of them is not added again.
 */
export function readPastedRows(
  text: string,
  list: Field,
  present: readonly AnyRecord[],
  labelOf: (field: Field) => string,
): PastedTable {
  const columns = columnsOf(list);
  const [head = [], ...rest] = readPastedTable(text.slice(0, MAX_PASTED));
  const named = head.map((cell) => columns.find((field) => isNamed(field, cell, labelOf)) ?? null);
  const isHead = named.filter((field) => field !== null).length > 1;
  const places: readonly (Field | null)[] = isHead ? named : columns;
  const rows = isHead ? rest : head.length > 0 ? [head, ...rest] : [];
  const [first] = columns;
  const taken = new Set(present.map((record) => keyOf(record, first)));
  const room = (list.max ?? FIELD_LIMITS.records) - present.length;
  let count = 0;
  return {
    ignored: isHead ? head.filter((cell, n) => named[n] === null && cell.trim() !== "") : [],
    rows: rows.map((cells, n) => {
      const read = readRow(cells, places, list);
      const key = keyOf(read.record, first);
      const problems = [...read.problems];
      const cell = cells.find((one) => one.trim() !== "") ?? "";
      if (first && key !== "" && taken.has(key)) problems.push({ field: first, rule: "repeated", cell });
      else if (first && problems.length === 0 && count >= room)
        problems.push({ field: list, rule: "too_many", limit: list.max ?? FIELD_LIMITS.records, cell });
      taken.add(key);
      const isRead = problems.length === 0;
      if (isRead) count += 1;
      return {
        number: n + (isHead ? 2 : 1),
        name: cleanLine(cell).slice(0, 80),
        record: isRead ? read.record : null,
        problems,
      };
    }),
  };
}

const folded = (text: string) => cleanLine(text).toLocaleLowerCase();

const isNamed = (field: Field, cell: string, labelOf: (field: Field) => string) =>
  [labelOf(field), field.name].some((name) => folded(name) === folded(cell));

const keyOf = (record: AnyRecord, field: Field | undefined) =>
  field && typeof record[field.name] === "string" ? folded(String(record[field.name])) : "";

function readRow(cells: readonly string[], places: readonly (Field | null)[], list: Field) {
  const values: Record<string, unknown> = {};
  const problems: PastedProblem[] = [];
  for (const [n, field] of places.entries()) {
    if (!field) continue;
    const cell = cells[n] ?? "";
    const { value, rule, limit } = readCell(field, cell);
    values[field.name] = value;
    if (rule) problems.push({ field, rule, cell: cleanLine(cell).slice(0, 80), ...(limit ? { limit } : {}) });
  }
  const record: AnyRecord = { ...blankRecord(list.fields ?? []), ...values };
  for (const field of list.fields ?? [])
    if (field.required && record[field.name] === null && !problems.some((one) => one.field === field))
      problems.push({ field, rule: "required", cell: "" });
  return { record, problems };
}

interface ReadCell {
  value: unknown;
  rule?: string;
  limit?: number;
}

function readCell(field: Field, cell: string): ReadCell {
  if (field.type === "articles") {
    const value = [...new Set(cell.split("\n").flatMap((line) => typedReferences(line, "185")))];
    return value.every(isReference) ? { value } : { value, rule: "article" };
  }
  const isLong = field.type === "longtext";
  const value = isLong ? cleanLines(cell) : cleanLine(cell);
  const limit = field.max ?? (isLong ? FIELD_LIMITS.longtext : FIELD_LIMITS.text);
  if (value.length > limit) return { value, rule: "too_long", limit };
  return { value: value === "" ? null : value };
}
