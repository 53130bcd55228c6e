import type { Problem } from "@/lib/text/problems";
import { isReference } from "@/lib/vocabulary/references";
import type { AnyRecord, Field } from "../records-fields";
import { WORDINGS, wordNames } from "./wordings";

/** The value that identifies a record in its list; null if it is empty or the list has no such field. */
export function keyOf(fields: readonly Field[], record: AnyRecord): string | null {
  const field = fields.find(({ isKey }) => isKey);
  const value = field ? record[field.name] : null;
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  return typeof first === "string" ? first : null;
}

/**
 * Finds faults in well-formed records: articles that do not exist, and duplicate records. Applies to new
 * content only; older revisions are read as they were saved.
 */
export function findFaults(
  records: readonly AnyRecord[],
  fields: readonly Field[],
  path: (string | number)[] = ["records"],
): Problem[] {
  const taken = new Set<string>();
  const key = fields.find(({ isKey }) => isKey);
  return records.flatMap((record, n) => {
    const at = [...path, n];
    const own = keyOf(fields, record);
    const isSecond = own !== null && taken.has(own);
    if (own !== null) taken.add(own);
    return [
      ...(isSecond && key ? [{ path: [...at, key.name], field: key.name, rule: "taken" }] : []),
      ...fields.flatMap((field) => faultsOf(field, record[field.name], [...at, field.name])),
    ];
  });
}

function faultsOf(field: Field, value: unknown, path: (string | number)[]): Problem[] {
  if (field.type === "records") {
    const records = (value ?? []) as AnyRecord[];
    const faults = findFaults(records, field.fields ?? [], path);
    const isText = field.fields?.some(({ name }) => name === "text") ?? false;
    if (field.name === WORDINGS) return [...faults, ...findSilent(records, path, "lang", "wording")];
    return field.name === "translations" && isText
      ? [...faults, ...findSilent(records, path, "text", "required")]
      : faults;
  }
  if (field.type !== "articles") return [];
  return (value as string[]).flatMap((one, n) =>
    isReference(one) ? [] : [{ path: [...path, n], field: field.name, rule: "article" }],
  );
}

/** Finds translations without any text. */
function findSilent(
  records: readonly AnyRecord[],
  path: (string | number)[],
  field: string,
  rule: string,
): Problem[] {
  return records.flatMap((record, n) =>
    record.text || wordNames(record).length > 0 ? [] : [{ path: [...path, n, field], field, rule }],
  );
}
