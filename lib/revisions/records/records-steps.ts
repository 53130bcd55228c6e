import type { AnyRecord, Field } from "../records-fields";
import { readPastedRows } from "./pasted-rows";
import { listOf, type RecordsForm, type RecordsFormShape } from "./records-form";
import { blankRecord } from "./records-values";

/** The action of a button in the form, and the record or list it applies to. */
export interface RecordsStep {
  does: "open" | "close" | "add" | "remove" | "up" | "down" | "source" | "preview" | "paste";
  /** Ids and fields that lead to a record; for `add`, `preview` and `paste`, to a list. */
  path: readonly string[];
}

const STEPS: readonly RecordsStep["does"][] = [
  "open",
  "close",
  "add",
  "remove",
  "up",
  "down",
  "source",
  "preview",
  "paste",
];

/** Writes a step as a button's value: "up:law-1/provisions/prov-1". */
export const writeStep = ({ does, path }: RecordsStep) => `${does}:${path.join("/")}`;
export function readStep(text: string): RecordsStep | null {
  const [does, path = ""] = text.split(/:(.*)/s);
  const known = STEPS.find((one) => one === does);
  return known ? { does: known, path: path === "" ? [] : path.split("/").slice(0, 9) } : null;
}

/** Applies a step to the form. A step on a missing record changes nothing. */
export function takeStep(shape: RecordsFormShape, form: RecordsForm, step: RecordsStep): RecordsForm {
  const { does, path } = step;
  const list = does === "add" ? path : path.slice(0, -1);
  if (does === "open") return { ...form, open: path };
  if (does === "close") return { ...form, open: list.slice(0, -1) };
  if (does === "source") return withNewSource(shape, form, path);
  if (does === "preview") return form;
  if (does === "paste") return withPasted(shape, form, path);
  const id = path.at(-1);
  let open: readonly string[] = form.open;
  const records = changeList(shape.fields, form.records, list, (now, fields) => {
    if (does === "add") {
      const fresh = blankRecord(fields);
      open = [...path, fresh.id];
      return [...now, fresh];
    }
    const at = now.findIndex((one) => one.id === id);
    if (at < 0) return now;
    if (does === "remove") {
      if (form.open.slice(0, path.length).join("/") === path.join("/")) open = list.slice(0, -1);
      return now.filter((one) => one.id !== id);
    }
    return moved(now, at, does === "up" ? at - 1 : at + 1);
  });
  return { ...form, records, open };
}

/** Adds the pasted rows that are understood to the list at a path. What was pasted stays if others are not. */
function withPasted(shape: RecordsFormShape, form: RecordsForm, path: readonly string[]): RecordsForm {
  const { pasted, ...rest } = form;
  const list = listAt(shape.fields, path);
  if (!pasted || !list || pasted.path.join("/") !== path.join("/")) return form;
  let isLeft = true;
  const records = changeList(shape.fields, form.records, path, (now) => {
    const table = readPastedRows(pasted.text, list, now, shape.labelOf ?? (({ name }) => name));
    const added = table.rows.flatMap(({ record }) => record ?? []);
    isLeft = added.length < table.rows.length;
    return [...now, ...added];
  });
  return { ...(isLeft ? form : rest), records, open: path.slice(0, -1) };
}

/** Finds the field of the list at the end of a path. */
function listAt(fields: readonly Field[], [, name, ...rest]: readonly string[]): Field | null {
  const field = fields.find((one) => one.name === name && one.type === "records");
  if (!field) return null;
  return rest.length === 0 ? field : listAt(field.fields ?? [], rest);
}

function moved(list: readonly AnyRecord[], from: number, to: number): readonly AnyRecord[] {
  const [one, other] = [list[from], list[to]];
  if (!one || !other) return list;
  return list.map((record, n) => (n === from ? other : n === to ? one : record));
}

/** Changes one list of records: the section's for an empty path, else the one at its end. */
function changeList(
  fields: readonly Field[],
  records: readonly AnyRecord[],
  path: readonly string[],
  change: (now: readonly AnyRecord[], fields: readonly Field[]) => readonly AnyRecord[],
): readonly AnyRecord[] {
  const [id, name, ...rest] = path;
  if (id === undefined) return change(records, fields);
  const field = fields.find((one) => one.name === name && one.type === "records");
  if (!field) return records;
  return records.map((record) =>
    record.id === id
      ? { ...record, [field.name]: changeList(field.fields ?? [], listOf(record, field.name), rest, change) }
      : record,
  );
}

/** Adds a blank source, cited by the record at a path. */
function withNewSource(shape: RecordsFormShape, form: RecordsForm, path: readonly string[]): RecordsForm {
  const fresh = blankRecord(shape.sourceFields);
  let isCited = false;
  const records = changeList(shape.fields, form.records, path.slice(0, -1), (now, fields) =>
    now.map((record) => {
      if (record.id !== path.at(-1) || !fields.some(({ name }) => name === "sources")) return record;
      isCited = true;
      return { ...record, sources: [...((record.sources as string[] | undefined) ?? []), fresh.id] };
    }),
  );
  return isCited ? { ...form, records, sources: [...form.sources, fresh], open: path } : form;
}

/** Returns what a form saves: its records, and its new sources except blank or uncited ones. */
export function contentOfForm(shape: RecordsFormShape, form: RecordsForm) {
  const given = form.sources.filter((source) => source.title !== null || source.url !== null);
  const blank = new Set(form.sources.filter((source) => !given.includes(source)).map(({ id }) => id));
  const cited = new Set<string>();
  const records = citing(shape.fields, form.records, blank, cited);
  return {
    content: { schemaVersion: form.schemaVersion, records },
    newSources: given.filter(({ id }) => cited.has(id)),
  };
}

/** Removes citations of some sources from records; adds those still cited to `cited`. */
function citing(
  fields: readonly Field[],
  records: readonly AnyRecord[],
  without: ReadonlySet<string>,
  cited: Set<string>,
): AnyRecord[] {
  return records.map((record) => {
    const copy: Record<string, unknown> & { id: string } = { ...record };
    for (const field of fields) {
      if (field.isSparse && record[field.name] === undefined) continue;
      if (field.type === "records")
        copy[field.name] = citing(field.fields ?? [], listOf(record, field.name), without, cited);
      if (field.type !== "sources") continue;
      const kept = ((record[field.name] as string[] | undefined) ?? []).filter((id) => !without.has(id));
      for (const id of kept) cited.add(id);
      copy[field.name] = kept;
    }
    return copy;
  });
}

/** Finds the path to the first record that cites a source; null for none. */
export function citesOf(
  shape: Pick<RecordsFormShape, "fields">,
  form: Pick<RecordsForm, "records">,
  source: string,
  above: readonly string[] = [],
): readonly string[] | null {
  for (const record of form.records) {
    const path = [...above, record.id];
    for (const field of shape.fields) {
      if (field.type === "sources" && (record[field.name] as string[] | undefined)?.includes(source))
        return path;
      if (field.type !== "records") continue;
      const inside = { records: listOf(record, field.name) };
      const found = citesOf({ fields: field.fields ?? [] }, inside, source, [...path, field.name]);
      if (found) return found;
    }
  }
  return null;
}

/** Finds the path to a record from ids alone, outermost first, without the names of the lists. */
export function pathTo(
  fields: readonly Field[],
  records: readonly AnyRecord[],
  ids: readonly string[],
): readonly string[] {
  const [id, ...rest] = ids;
  const record = records.find((one) => one.id === id);
  if (!record) return [];
  for (const field of fields) {
    if (field.type !== "records" || rest.length === 0) continue;
    const within = pathTo(field.fields ?? [], listOf(record, field.name), rest);
    if (within.length > 0) return [record.id, field.name, ...within];
  }
  return [record.id];
}
