import { sameJson } from "@/lib/text/canonical";

/** One difference between two contents: place, and the values before and after; null if absent. */
export interface Change {
  path: string;
  before: string | null;
  after: string | null;
}

const MAX_VALUE = 80;

/** Lists the differences between two lists of records: by id, and within a record by field. */
export function listChanges(before: unknown, after: unknown): Change[] {
  return changesIn("", recordsOf(before), recordsOf(after));
}

const recordsOf = (content: unknown) => (content as { records?: unknown[] }).records ?? [];

function changesIn(path: string, before: unknown, after: unknown): Change[] {
  if (sameJson(before, after)) return [];
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  if (!old || !now) return [{ path, before: shown(before), after: shown(after) }];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => changesIn(path ? `${path}.${name}` : name, old.get(name), now.get(name)));
}

/** Returns the fields of an object, or the items of a list by id; null for a value compared as a whole. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const ids = value.map((item) => (item as { id?: unknown } | null)?.id);
  if (!ids.every((id) => typeof id === "string")) return null;
  return new Map(value.map((item, at) => [ids[at] as string, item]));
}

/** Formats a value in one short line; a record by its name, since it is added or removed as a whole. */
function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const { title, name, value: day } = value as { title?: unknown; name?: unknown; value?: unknown };
  const own = title ?? name ?? day ?? value;
  const text = typeof own === "string" ? own : JSON.stringify(own);
  const letters = [...text];
  return letters.length > MAX_VALUE ? `${letters.slice(0, MAX_VALUE - 1).join("")}…` : text;
}
