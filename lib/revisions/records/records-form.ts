import { z } from "zod";
import { assertBoundedJson } from "@/lib/text/bounds";
import { RecordId } from "@/lib/text/nodes";
import { type AnyRecord, CONFIDENCES, type DatedFact, FACTS, type Field } from "../records-fields";
import { treatyOf, typedReferences } from "./records-offers";
import { precisionOf } from "./records-schema";
import { linesOf, textOrNull } from "./records-values";

/**
 * Records in a form that works without scripts. The form shows the fields of one record at a time; all other records
 * travel with it in one hidden field. Each button sends the form, and the answer is the same form after that step.
 */
export interface RecordsForm {
  schemaVersion: number;
  records: readonly AnyRecord[];
  /** New sources, saved together with the records that cite them. */
  sources: readonly AnyRecord[];
  /** The path to the open record: `["law-1"]` or `["law-1", "provisions", "prov-1"]`. Empty when all are closed. */
  open: readonly string[];
}

/** The fields of the section's records, and those of a source. */
export interface RecordsFormShape {
  fields: readonly Field[];
  sourceFields: readonly Field[];
}

type Sent = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The hidden field with everything that no visible field holds. */
export const STATE_FIELD = "state";
const IN_RECORDS = "in:";
const IN_SOURCES = "new:";

/** The name of a field's control: of a record at a path, or of a new source. */
export function controlName(path: readonly string[], field: string, isSource = false): string {
  return `${isSource ? IN_SOURCES : IN_RECORDS}${[...path, field].join("/")}`;
}

/** The name of the second control of a dated fact: how sure the date is. */
export const surenessName = (name: string) => `${name}~confidence`;

/** Whether a form's field belongs to the records in it. */
export const isRecordsField = (name: string) =>
  name === STATE_FIELD || name.startsWith(IN_RECORDS) || name.startsWith(IN_SOURCES);

const AnyObject = z.looseObject({ id: RecordId });
const State = z.object({
  schemaVersion: z.int().min(1).max(1_000),
  records: z.array(AnyObject).max(1_000),
  sources: z.array(AnyObject).max(50),
  open: z.array(z.string().max(64)).max(9),
});

/** The form of records that nobody has changed yet. */
export function beginForm(content: { schemaVersion: number; records: readonly AnyRecord[] }): RecordsForm {
  return { schemaVersion: content.schemaVersion, records: content.records, sources: [], open: [] };
}

/** Whether the record at a path is open. */
export const isOpenIn = (form: Pick<RecordsForm, "open">, path: readonly string[]) =>
  path.length > 0 && path.every((part, n) => form.open[n] === part);

/** The hidden field of a form. */
export const writeState = (form: RecordsForm): string => JSON.stringify(form);

/**
 * Reads a form as it was sent: the kept records with what was typed into the open one. Returns null for a form that
 * this site did not make. What was typed stays as typed; whether it is valid is the schema's to say.
 */
export function readRecordsForm({ fields, sourceFields }: RecordsFormShape, sent: Sent): RecordsForm | null {
  const state = readState(sent[STATE_FIELD]);
  if (!state) return null;
  const records = readOpen(fields, tameAll(fields, state.records), state.open, [], null, sent);
  const sources = tameAll(sourceFields, state.sources).map((source) =>
    readFields(sourceFields, source, null, (field) => controlName([source.id], field, true), sent),
  );
  return { ...state, records, sources };
}

function readState(text: Sent[string]): z.infer<typeof State> | null {
  if (typeof text !== "string") return null;
  try {
    const value: unknown = JSON.parse(text);
    assertBoundedJson(value);
    return State.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

/** The records of a list, with what was typed into the one that the path leads through. */
function readOpen(
  fields: readonly Field[],
  records: readonly AnyRecord[],
  open: readonly string[],
  above: readonly string[],
  around: AnyRecord | null,
  sent: Sent,
): AnyRecord[] {
  const [id, list, ...rest] = open;
  return records.map((record) => {
    if (record.id !== id) return record;
    const path = [...above, id];
    const read = readFields(fields, record, around, (field) => controlName(path, field), sent);
    const field = fields.find((one) => one.name === list && one.type === "records");
    if (!field) return read;
    const within = listOf(read, field.name);
    return {
      ...read,
      [field.name]: readOpen(field.fields ?? [], within, rest, [...path, field.name], read, sent),
    };
  });
}

function readFields(
  fields: readonly Field[],
  record: AnyRecord,
  around: AnyRecord | null,
  nameOf: (field: string) => string,
  sent: Sent,
): AnyRecord {
  const read: Record<string, unknown> & { id: string } = { ...record };
  for (const field of fields) {
    const name = nameOf(field.name);
    // A field that the form did not show stays as it was.
    if (field.type !== "records" && sent[name] !== undefined)
      read[field.name] = readValue(field, name, around, sent);
  }
  return read;
}

function readValue(field: Field, name: string, around: AnyRecord | null, sent: Sent): unknown {
  const given = sent[name] ?? "";
  const all = (typeof given === "string" ? [given] : given).map((one) => one.replaceAll("\r\n", "\n"));
  const items = unique(all.map((one) => one.trim()).filter((one) => one !== ""));
  const last = all.at(-1) ?? "";
  switch (field.type) {
    case "enumList":
    case "langList":
    case "sources":
      return items;
    case "list":
      return unique(all.flatMap(linesOf));
    case "articles":
      return unique(items.flatMap((one) => typedReferences(one, treatyOf(field, around)))).slice(
        0,
        field.max === 1 ? 1 : undefined,
      );
    case "confirm":
      return items.includes("on");
    case "fact4":
      return FACTS.find((fact) => fact === last) ?? "unknown";
    case "number":
      return last.trim() === "" ? null : Number.isFinite(Number(last)) ? Number(last) : last.slice(0, 100);
    case "dated":
      return readDated(last, sent[surenessName(name)]);
    default:
      return textOrNull(last);
  }
}

function readDated(text: string, sureness: Sent[string]): DatedFact | null {
  const value = text.trim().slice(0, 100);
  if (value === "") return null;
  const confidence = CONFIDENCES.find((one) => one === sureness) ?? "unverified";
  return { value, precision: precisionOf(value), confidence };
}

const unique = (items: readonly string[]) => [...new Set(items)];
/** The records within a record. */
export const listOf = (record: AnyRecord, name: string) => (record[name] as AnyRecord[] | undefined) ?? [];

/** Kept records with values of the types that their fields have, whatever the hidden field held. */
function tameAll(fields: readonly Field[], records: readonly AnyRecord[]): AnyRecord[] {
  return records.map((record) => {
    // What an earlier form of the section held stays, for the kind to upgrade.
    const tame: Record<string, unknown> & { id: string } = { ...record };
    for (const field of fields)
      if (!field.isSparse || record[field.name] !== undefined)
        tame[field.name] = tameValue(field, record[field.name]);
    return tame;
  });
}

function tameValue(field: Field, value: unknown): unknown {
  switch (field.type) {
    case "records":
      return tameAll(field.fields ?? [], z.array(AnyObject).max(1_000).safeParse(value).data ?? []);
    case "enumList":
    case "langList":
    case "list":
    case "articles":
    case "sources":
      return z.array(z.string()).safeParse(value).data ?? [];
    case "confirm":
      return value === true;
    case "fact4":
      return FACTS.find((fact) => fact === value) ?? "unknown";
    case "number":
      return typeof value === "number" || typeof value === "string" ? value : null;
    case "dated":
      return Dated.safeParse(value).data ?? null;
    default:
      return typeof value === "string" ? value : null;
  }
}

const Dated = z.object({
  value: z.string(),
  precision: z.enum(["day", "month", "year"]),
  confidence: z.enum(CONFIDENCES),
});
