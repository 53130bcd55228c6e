import type { AnyRecord } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import type { FieldMoment, RecordMoment, RecordPlace } from "./model";

/** Finds a record by its id, with the outer record and field if it is nested. */
export function findRecord(
  records: readonly AnyRecord[],
  id: string,
): { record: AnyRecord; within: RecordPlace | null } | null {
  for (const holder of records) {
    if (holder.id === id) return { record: holder, within: null };
    for (const [field, value] of Object.entries(holder)) {
      const record = recordsOf(value).find((one) => one.id === id);
      if (record) return { record, within: { record: holder.id, field } };
    }
  }
  return null;
}

function recordsOf(value: unknown): AnyRecord[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is AnyRecord => typeof item === "object" && item !== null && "id" in item);
}

/**
 * Lists the values that one field of a record has had, newest first; `moments` must be in that order. Each
 * has the revision that set it, the one that ended it, and the record's last state with that value, with all
 * sources cited meanwhile: a source added later supports the same value.
 */
export function fieldMoments(moments: readonly RecordMoment[], field: string): FieldMoment[] {
  const found: FieldMoment[] = [];
  for (const moment of moments.toReversed()) {
    const { record, number, createdAt } = moment;
    const last = found.at(-1);
    const value = record?.[field] ?? null;
    if (last?.record && record && sameJson(last.value, value)) {
      last.record = { ...record, ...sourcesOfBoth(last.record, record) };
      continue;
    }
    if (last) last.until = { number, createdAt };
    found.push({ ...moment, value, until: null });
  }
  return found.reverse();
}

function sourcesOfBoth(earlier: AnyRecord, later: AnyRecord): { sources?: unknown[] } {
  if (!Array.isArray(earlier.sources) || !Array.isArray(later.sources)) return {};
  return { sources: [...new Set([...earlier.sources, ...later.sources])] };
}
