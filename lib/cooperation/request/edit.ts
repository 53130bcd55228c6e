import { Draft, keyOf, MOST_CHARACTERS, rowsOf } from "./draft";
import type { Group } from "./fields";

/** Reads a saved copy; null if it is not one. */
export function readDraft(text: string): Draft | null {
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Sets a field. */
export function withValue(draft: Draft, key: string, value: string): Draft {
  return { ...draft, values: { ...draft.values, [key]: value.slice(0, MOST_CHARACTERS) } };
}

/** Adds an empty row to a group, up to the most that it can have. */
export function withRow(draft: Draft, group: Group): Draft {
  const count = Math.min(rowsOf(draft, group) + 1, group.most ?? 1);
  return { ...draft, rows: { ...draft.rows, [group.id]: count } };
}

/** Removes a row; those after it move up. */
export function withoutRow(draft: Draft, group: Group, removed: number): Draft {
  const count = rowsOf(draft, group);
  const values = Object.entries(draft.values).flatMap(([key, value]): [string, string][] => {
    const [name, row, field] = key.split(".");
    if (name !== group.id || field === undefined) return [[key, value]];
    const n = Number(row);
    if (n === removed) return [];
    return [[n > removed ? keyOf(group.id, field, n - 1) : key, value]];
  });
  return {
    ...draft,
    values: Object.fromEntries(values),
    rows: { ...draft.rows, [group.id]: Math.max(1, count - 1) },
  };
}

/** Checks whether anything was filled in. */
export const isEmpty = (draft: Draft): boolean =>
  Object.values(draft.values).every((value) => value.trim() === "");
