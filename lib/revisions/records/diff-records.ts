import { sameJson } from "@/lib/text/canonical";
import { type Budget, movedIds, newBudget } from "../compare/blocks-align";
import { addText, noChange } from "../compare/diff";
import { diffText, hasWords } from "../compare/diff-words";
import { Sequence } from "../compare/merge-order";
import type { ChangeSize, FieldChange, RecordChange, RecordsDiff } from "../model";
import type { AnyRecord, Field, RecordsContent } from "../records-fields";

/** Compares two lists of records by record and field, in the newer list's order. */
export function diffRecords(
  of: { key: string; fields: readonly Field[]; titleField: string },
  before: RecordsContent,
  after: RecordsContent,
): RecordsDiff {
  const { key, fields, titleField } = of;
  const records = diffList(fields, before.records, after.records, newBudget());
  const size = noChange();
  for (const record of records) {
    if (record.state !== "same") size.passages += 1;
    addRecord(size, fields, record);
  }
  return { family: "records", kind: key, fields, titleField, records, size };
}

function diffList(
  fields: readonly Field[],
  before: readonly AnyRecord[],
  after: readonly AnyRecord[],
  budget: Budget,
): RecordChange[] {
  const old = new Map(before.map((record) => [record.id, record]));
  const moved = movedIds(
    [...old.keys()],
    after.map((record) => record.id),
  );
  const changes = new Map<string, RecordChange>();
  for (const record of after) {
    const was = old.get(record.id) ?? null;
    const changed = was ? diffFields(fields, was, record, budget) : [];
    const hasMoved = moved.has(record.id);
    const state = was === null ? "added" : changed.length > 0 ? "changed" : hasMoved ? "moved" : "same";
    changes.set(record.id, {
      id: record.id,
      state,
      moved: hasMoved,
      before: was,
      after: record,
      fields: changed,
    });
  }
  const order = new Sequence([...changes.keys()]);
  let previous: string | null = null;
  for (const record of before) {
    if (!changes.has(record.id)) {
      changes.set(record.id, {
        id: record.id,
        state: "removed",
        moved: false,
        before: record,
        after: null,
        fields: [],
      });
      order.insertAfter(previous, record.id);
    }
    if (!moved.has(record.id)) previous = record.id;
  }
  return order.toArray().flatMap((id) => changes.get(id) ?? []);
}

function diffFields(
  fields: readonly Field[],
  before: AnyRecord,
  after: AnyRecord,
  budget: Budget,
): FieldChange[] {
  return fields.flatMap((field) => {
    const [was, now] = [before[field.name] ?? null, after[field.name] ?? null];
    return sameJson(was, now) ? [] : [diffField(field, was, now, budget)];
  });
}

function diffField(field: Field, was: unknown, now: unknown, budget: Budget): FieldChange {
  const change: FieldChange = {
    name: field.name,
    before: was,
    after: now,
    words: null,
    added: [],
    removed: [],
    records: null,
  };
  if (field.type === "records") {
    return {
      ...change,
      records: diffList(field.fields ?? [], (was ?? []) as AnyRecord[], (now ?? []) as AnyRecord[], budget),
    };
  }
  if (typeof was === "string" && typeof now === "string" && isText(field) && hasWords(was) && hasWords(now)) {
    return { ...change, words: diffText(was, now, budget) };
  }
  if (!Array.isArray(was) || !Array.isArray(now)) return change;
  return {
    ...change,
    added: now.filter((item) => !was.includes(item)),
    removed: was.filter((item) => !now.includes(item)),
  };
}

function isText(field: Field): boolean {
  return field.type === "text" || field.type === "longtext";
}

function addRecord(size: ChangeSize, fields: readonly Field[], change: RecordChange): void {
  if (change.state === "added" || change.state === "removed") {
    const op = change.state === "added" ? "ins" : "del";
    for (const field of fields) addValue(size, op, field, (change.after ?? change.before)?.[field.name]);
    return;
  }
  for (const { name, before, after, words, records } of change.fields) {
    const field = fields.find((one) => one.name === name);
    if (!field) continue;
    if (records) for (const record of records) addRecord(size, field.fields ?? [], record);
    else if (words) {
      for (const run of words) if (run.op !== "same") addText(size, run.op, run.text);
    } else {
      addValue(size, "del", field, before);
      addValue(size, "ins", field, after);
    }
  }
}

/** Only text adds characters and words; a changed date or option counts as a passage alone. */
function addValue(size: ChangeSize, op: "ins" | "del", field: Field, value: unknown): void {
  if (isText(field) && typeof value === "string") addText(size, op, value);
  else if (field.type === "list" && Array.isArray(value))
    for (const item of value) addText(size, op, String(item));
  else if (field.type === "records" && Array.isArray(value)) {
    for (const record of value as AnyRecord[])
      for (const inside of field.fields ?? []) addValue(size, op, inside, record[inside.name]);
  }
}
