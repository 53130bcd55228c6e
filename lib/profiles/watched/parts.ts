import { type Key, keyOf, thingId } from "@/lib/notices";
import type { RecordChange, RecordsDiff } from "@/lib/revisions/model";
import { PROFILE_THINGS } from "./model";

/**
 * A part of a change, with all things that contain it. A watcher of several is notified by the narrowest: a
 * muted record within a watched profile causes no notification, other parts of the profile do.
 */
export interface ChangedPart {
  things: readonly Key[];
}

/** Returns how narrow a thing is: 0 is the widest kind. */
export const rankOf = (kind: string): number => (PROFILE_THINGS as readonly string[]).indexOf(kind);

/** Lists the things that contain a change of a profile's section, widest first. */
export function thingsRound(at: { region: string | null; pageId: string; section: string }): Key[] {
  return [
    ...(at.region ? [{ kind: "region", key: at.region } as const] : []),
    { kind: "profile", key: at.pageId },
    { kind: "section", key: keyOf(at.pageId, at.section) },
  ];
}

/**
 * Divides a change of records into parts: one for each changed record or field that someone watches, and one
 * for the rest. `watched` contains the `thingId`s of watched records and fields of this section.
 */
export function partsOf(
  round: readonly Key[],
  pageId: string,
  diff: RecordsDiff,
  watched: ReadonlySet<string>,
): ChangedPart[] {
  const parts: ChangedPart[] = [];
  let isMore = false;
  for (const change of diff.records) {
    if (change.state === "same" && !change.moved) continue;
    const record: Key = { kind: "record", key: keyOf(pageId, diff.kind, change.id) };
    const fields = changedFields(diff, change)
      .map((name): Key => ({ kind: "field", key: keyOf(record.key, name) }))
      .filter((field) => watched.has(thingId(field)));
    for (const field of fields) parts.push({ things: [...round, record, field] });
    const hasMore = fields.length < changedFields(diff, change).length || fields.length === 0;
    if (watched.has(thingId(record)) && hasMore) parts.push({ things: [...round, record] });
    else isMore ||= hasMore;
  }
  if (isMore) parts.push({ things: round });
  return parts;
}

/** The fields that differ; all of them if a record was added or removed. */
function changedFields(diff: RecordsDiff, change: RecordChange): string[] {
  if (change.state === "added" || change.state === "removed") return diff.fields.map((field) => field.name);
  return change.fields.map((field) => field.name);
}
