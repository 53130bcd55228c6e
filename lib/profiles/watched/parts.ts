import { type Key, keyOf, thingId } from "@/lib/notices";
import type { RecordChange, RecordsDiff } from "@/lib/revisions/model";
import { PROFILE_THINGS } from "./model";

/**
 * A part of a change with all the things that it concerns. A watcher of several is notified by the
 * narrowest: a muted record within a watched profile is silent, and the rest of the profile is not.
 */
export interface ChangedPart {
  things: readonly Key[];
}

/** How narrow a thing is: the widest kind is 0. */
export const rankOf = (kind: string): number => (PROFILE_THINGS as readonly string[]).indexOf(kind);

/** The things round a change of a profile's section, widest first. */
export function thingsRound(at: { region: string | null; pageId: string; section: string }): Key[] {
  return [
    ...(at.region ? [{ kind: "region", key: at.region } as const] : []),
    { kind: "profile", key: at.pageId },
    { kind: "section", key: keyOf(at.pageId, at.section) },
  ];
}

/**
 * The parts of a change of records: one for each record or field that someone watches and that changed, and one for
 * all the rest. `watched` holds the `thingId`s of records and fields of this section that anybody watches.
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
