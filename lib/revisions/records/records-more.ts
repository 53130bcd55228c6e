import { type AnyRecord, type Field, isBlank } from "../records-fields";
import { blankValue } from "./records-values";

/** Divides the fields of a form: those that it begins with, and those behind "More fields". */
export function divideFields(fields: readonly Field[]): { first: readonly Field[]; more: readonly Field[] } {
  return { first: fields.filter(({ isMore }) => !isMore), more: fields.filter(({ isMore }) => isMore) };
}

/** Checks whether any of these fields has a value that differs from that of a new record. */
export function isAnyFilled(fields: readonly Field[], record: AnyRecord): boolean {
  return fields.some((field) => {
    const value = record[field.name];
    return !isBlank(field, value) && value !== blankValue(field);
  });
}
