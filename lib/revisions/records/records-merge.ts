import { append } from "@/lib/core/append";
import { sameJson } from "@/lib/text/canonical";
import { type Item, mergeItems } from "../compare/merge-items";
import type { Choice, Choices, Conflict, MergeResult, Resolution } from "../model";
import { type AnyRecord, type Field, isBlank, type RecordsContent } from "../records-fields";
import { keyOf } from "./records-faults";
import { sourceStateOf } from "./records-schema";

interface Rules {
  fields: readonly Field[];
  titleField: string;
  isLegal: boolean;
}

/**
 * Merges records (three-way) by id and field. Lists merge as sets, nested records by id; any other field that
 * both changed differently is a conflict.
 */
export function mergeRecords(
  rules: Rules,
  base: RecordsContent,
  theirs: RecordsContent,
  mine: RecordsContent,
): MergeResult<RecordsContent> {
  const { items, conflicts } = mergeList(rules, [], base.records, theirs.records, mine.records);
  return {
    content: { schemaVersion: mine.schemaVersion, records: items },
    conflicts,
    clean: conflicts.length === 0,
    merged: !sameJson(theirs, base) && !sameJson(mine, base) && !sameJson(theirs, mine),
  };
}

function mergeList(
  rules: Rules,
  path: string[],
  base: readonly AnyRecord[],
  theirs: readonly AnyRecord[],
  added: readonly AnyRecord[],
) {
  const mine = underTheirIds(rules.fields, base, theirs, added);
  const items = (records: readonly AnyRecord[]): Item<AnyRecord>[] =>
    records.map((record) => ({ id: record.id, value: record }));
  const merged = mergeItems<AnyRecord>(items(base), items(theirs), items(mine), {
    kind: "record",
    path,
    same: sameJson,
    fields: rules.fields,
    titleOf: (record) => titleOf(rules, record),
    both: (id, b, t, m) => mergeRecord(rules, [...path, id], b, t, m),
    joinsEqualAdditions: false,
  });
  return { items: merged.items.map((item) => item.value), conflicts: merged.conflicts };
}

/**
 * If both sides added a record for the same thing (by key field), mine takes the id of theirs, so that
 * differences become conflicts of fields.
 */
function underTheirIds(
  fields: readonly Field[],
  base: readonly AnyRecord[],
  theirs: readonly AnyRecord[],
  mine: readonly AnyRecord[],
): readonly AnyRecord[] {
  const known = new Set(base.map(({ id }) => id));
  const fresh = theirs.filter(({ id }) => !known.has(id));
  if (fresh.length === 0 || !fields.some((field) => field.isKey)) return mine;
  const idOf = new Map(fresh.map((record) => [keyOf(fields, record), record.id]));
  return mine.map((record) => {
    const key = keyOf(fields, record);
    const id = key === null || known.has(record.id) ? undefined : idOf.get(key);
    return id === undefined || mine.some((one) => one.id === id) ? record : { ...record, id };
  });
}

/** By the title field; nested records by their first field. */
function titleOf(rules: Rules, record: AnyRecord): string {
  return String(record[rules.titleField] ?? "") || record.id;
}

function mergeRecord(
  rules: Rules,
  path: string[],
  base: AnyRecord | null,
  theirs: AnyRecord,
  mine: AnyRecord,
) {
  const record: Record<string, unknown> & { id: string } = { id: theirs.id };
  const conflicts: Conflict[] = [];
  for (const field of rules.fields) {
    const { name } = field;
    const merged = mergeField(field, [...path, name], base?.[name], theirs[name], mine[name]);
    if (!field.isSparse || !isBlank(field, merged.value)) record[name] = merged.value;
    // Derived from the sources below.
    if (name !== "sourceState") append(conflicts, merged.conflicts);
  }
  if ("sourceState" in record) {
    record.sourceState = sourceStateOf(record.sources, record.sourceState);
    if (rules.isLegal && path.length === 1 && record.sourceState === null) {
      conflicts.push(
        fieldConflict(
          { name: "sources", type: "sources" },
          [...path, "sources"],
          base?.sources ?? null,
          theirs.sources,
          mine.sources,
        ),
      );
      record.sources = theirs.sources;
      record.sourceState = theirs.sourceState;
    }
  }
  const title = titleOf(rules, theirs);
  const titleField = rules.fields.find(({ name }) => name === rules.titleField) ?? null;
  return {
    value: record,
    conflicts: conflicts.map((conflict) =>
      conflict.title === null ? { ...conflict, title, titleField } : conflict,
    ),
  };
}

function mergeField(
  field: Field,
  path: string[],
  base: unknown,
  theirs: unknown,
  mine: unknown,
): { value: unknown; conflicts: Conflict[] } {
  if (sameJson(theirs, mine) || sameJson(base, mine)) return { value: theirs, conflicts: [] };
  if (sameJson(base, theirs)) return { value: mine, conflicts: [] };
  if (field.type === "records") {
    const { items, conflicts } = mergeList(
      { fields: field.fields ?? [], titleField: field.fields?.[0]?.name ?? "", isLegal: false },
      path,
      (base ?? []) as AnyRecord[],
      (theirs ?? []) as AnyRecord[],
      (mine ?? []) as AnyRecord[],
    );
    return { value: items, conflicts };
  }
  if (Array.isArray(theirs) && Array.isArray(mine))
    return { value: mergeSets((base ?? []) as string[], theirs, mine), conflicts: [] };
  return { value: theirs, conflicts: [fieldConflict(field, path, base ?? null, theirs, mine)] };
}

/** Theirs, minus what I removed, plus what I added. */
function mergeSets(base: readonly string[], theirs: readonly string[], mine: readonly string[]): string[] {
  const kept = theirs.filter((item) => mine.includes(item) || !base.includes(item));
  return [...kept, ...mine.filter((item) => !base.includes(item) && !kept.includes(item))];
}

function fieldConflict(
  field: Field,
  path: string[],
  base: unknown,
  theirs: unknown,
  mine: unknown,
): Conflict {
  const isText = field.type === "text" || field.type === "longtext";
  const fields = [field];
  return {
    id: path.join("/"),
    kind: "field",
    path,
    base,
    theirs,
    mine,
    after: null,
    canKeepBoth: isText && Boolean(theirs) && Boolean(mine),
    hand: isText ? String(mine ?? "") : null,
    title: null,
    fields,
  };
}

/**
 * Resolves conflicts of records. A field gets either side's value, both texts in sequence, or a value by
 * hand; a record that one side removed is kept or not. Values are not validated here, see `RecordsKind`.
 */
export function resolveRecords(
  content: RecordsContent,
  conflicts: readonly Conflict[],
  choices: Choices,
): Resolution<RecordsContent> {
  const unresolved: Conflict[] = [];
  let records = content.records;
  for (const conflict of conflicts) {
    const choice = choices[conflict.id];
    if (!choice) unresolved.push(conflict);
    else if (conflict.kind === "field")
      records = setField(records, conflict.path, fieldValue(conflict, choice));
    else records = setRecord(records, conflict.path, recordValue(conflict, choice), conflict.after);
  }
  return { content: { ...content, records }, unresolved };
}

function fieldValue(conflict: Conflict, choice: Choice): unknown {
  if (choice.take === "hand") return choice.value;
  if (choice.take === "mine") return conflict.mine;
  if (choice.take === "theirs" || !conflict.canKeepBoth) return conflict.theirs;
  const [theirs, mine] = [String(conflict.theirs), String(conflict.mine)];
  return `${theirs}${theirs.length + mine.length > 120 ? "\n\n" : " / "}${mine}`;
}

function recordValue(conflict: Conflict, choice: Choice): AnyRecord | null {
  if (choice.take === "hand") return (choice.value ?? null) as AnyRecord | null;
  if (choice.take === "both") return (conflict.theirs ?? conflict.mine) as AnyRecord | null;
  return (choice.take === "mine" ? conflict.mine : conflict.theirs) as AnyRecord | null;
}

/** A path alternates record and field; its last element is what is set. */
function setField(records: readonly AnyRecord[], path: readonly string[], value: unknown): AnyRecord[] {
  const [id, name, ...rest] = path;
  return records.map((record) => {
    if (record.id !== id || name === undefined) return record;
    const inside = rest.length === 0 ? value : setField((record[name] ?? []) as AnyRecord[], rest, value);
    const changed = { ...record, [name]: inside };
    return name === "sources" && "sourceState" in record
      ? { ...changed, sourceState: sourceStateOf(inside, record.sourceState) }
      : changed;
  });
}

function setRecord(
  records: readonly AnyRecord[],
  path: readonly string[],
  value: AnyRecord | null,
  after: string | null,
): AnyRecord[] {
  const [id, name, ...rest] = path;
  if (name !== undefined) {
    return records.map((record) =>
      record.id === id
        ? { ...record, [name]: setRecord((record[name] ?? []) as AnyRecord[], rest, value, after) }
        : record,
    );
  }
  const others = records.filter((record) => record.id !== id);
  if (value === null) return others;
  const at = records.some((record) => record.id === id)
    ? records.findIndex((record) => record.id === id)
    : others.findIndex((record) => record.id === after) + 1;
  return [...others.slice(0, at), value, ...others.slice(at)];
}
