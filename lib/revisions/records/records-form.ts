import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { assertBoundedJson } from "@/lib/text/bounds";
import { RecordId } from "@/lib/text/nodes";
import { readWrittenDate } from "@/lib/text/written-date";
import {
  type AnyRecord,
  CONFIDENCES,
  type DatedFact,
  FACTS,
  type Field,
  MAX_NEW_SOURCES,
} from "../records-fields";
import { treatyOf, typedReferences } from "./records-offers";
import { linesOf, precisionOf, textOrNull } from "./records-values";

/**
 * Form for records that works without scripts. It shows the fields of one record at a time; all other records
 * are in one hidden field. Each button submits the form, and the response is the form after that step.
 */
export interface RecordsForm {
  schemaVersion: number;
  records: readonly AnyRecord[];
  /** New sources, saved with the records that cite them. */
  sources: readonly AnyRecord[];
  /** Path to the open record: `["law-1"]` or `["law-1", "provisions", "prov-1"]`. Empty if all are closed. */
  open: readonly string[];
  /** The rows of a spreadsheet that were pasted for a list, by its path; without any, absent. */
  pasted?: { path: readonly string[]; text: string };
}

/** The fields of the section's records, and of a source. */
export interface RecordsFormShape {
  fields: readonly Field[];
  sourceFields: readonly Field[];
  /** The labels by which columns of pasted rows are named. */
  labelOf?: (field: Field) => string;
}

/** What was sent, and the language of the page on which it was typed. */
interface Typed {
  sent: Sent;
  locale: Locale | null;
}

type Sent = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Name of the hidden field with everything that no visible field contains. */
export const STATE_FIELD = "state";
const IN_RECORDS = "in:";
const IN_SOURCES = "new:";
const PASTED = "paste:";

/** Names the field in which rows of a spreadsheet are pasted for the list at a path. */
export const pastedName = (path: readonly string[]) => `${PASTED}${path.join("/")}`;

/** Names the control of a field, of a record at a path or of a new source. */
export function controlName(path: readonly string[], field: string, isSource = false): string {
  return `${isSource ? IN_SOURCES : IN_RECORDS}${[...path, field].join("/")}`;
}

/** Names the second control of a dated fact: its confidence. */
export const surenessName = (name: string) => `${name}~confidence`;

/** Whether a form field is part of the records form. */
export const isRecordsField = (name: string) =>
  name === STATE_FIELD || [IN_RECORDS, IN_SOURCES, PASTED].some((start) => name.startsWith(start));

const AnyObject = z.looseObject({ id: RecordId });
const State = z.object({
  schemaVersion: z.int().min(1).max(1_000),
  records: z.array(AnyObject).max(1_000),
  sources: z.array(AnyObject).max(MAX_NEW_SOURCES),
  open: z.array(z.string().max(64)).max(9),
  /** The language of the page with the form, in which its dates are written. */
  locale: z.enum(LOCALES).nullable().catch(null),
});

/** Creates the form of unchanged records. */
export function beginForm(content: { schemaVersion: number; records: readonly AnyRecord[] }): RecordsForm {
  return { schemaVersion: content.schemaVersion, records: content.records, sources: [], open: [] };
}

/** Whether the record at a path is open. */
export const isOpenIn = (form: Pick<RecordsForm, "open">, path: readonly string[]) =>
  path.length > 0 && path.every((part, n) => form.open[n] === part);

/** Serializes the form for its hidden field, with the language of the page. */
export const writeState = (form: RecordsForm, locale: Locale | null = null): string =>
  JSON.stringify({ ...form, locale });

/**
 * Reads a submitted form: the stored records, with the open one as typed. Returns null for a form that this
 * site did not create. Does not validate what was typed; the schema does.
 */
export function readRecordsForm({ fields, sourceFields }: RecordsFormShape, sent: Sent): RecordsForm | null {
  const state = readState(sent[STATE_FIELD]);
  if (!state) return null;
  const { locale, ...form } = state;
  const typed = { sent, locale };
  const records = readOpen(fields, tameAll(fields, form.records), form.open, [], null, typed);
  const sources = tameAll(sourceFields, form.sources).map((source) =>
    readFields(sourceFields, source, null, (field) => controlName([source.id], field, true), typed),
  );
  const pasted = readPasted(sent);
  return pasted ? { ...form, records, sources, pasted } : { ...form, records, sources };
}

/** Returns the first list for which something was pasted. */
function readPasted(sent: Sent): RecordsForm["pasted"] {
  for (const [name, text] of Object.entries(sent))
    if (name.startsWith(PASTED) && typeof text === "string" && text.trim() !== "")
      return { path: name.slice(PASTED.length).split("/").slice(0, 9), text };
  return undefined;
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

/** Reads the records of a list, with typed values in the one on the open path. */
function readOpen(
  fields: readonly Field[],
  records: readonly AnyRecord[],
  open: readonly string[],
  above: readonly string[],
  around: AnyRecord | null,
  typed: Typed,
): AnyRecord[] {
  const [id, list, ...rest] = open;
  return records.map((record) => {
    if (record.id !== id) return record;
    const path = [...above, id];
    const read = readFields(fields, record, around, (field) => controlName(path, field), typed);
    const field = fields.find((one) => one.name === list && one.type === "records");
    if (!field) return read;
    const within = listOf(read, field.name);
    return {
      ...read,
      [field.name]: readOpen(field.fields ?? [], within, rest, [...path, field.name], read, typed),
    };
  });
}

function readFields(
  fields: readonly Field[],
  record: AnyRecord,
  around: AnyRecord | null,
  nameOf: (field: string) => string,
  typed: Typed,
): AnyRecord {
  const read: Record<string, unknown> & { id: string } = { ...record };
  for (const field of fields) {
    const name = nameOf(field.name);
    // Fields that the form did not show keep their values.
    if (field.type !== "records" && typed.sent[name] !== undefined)
      read[field.name] = readValue(field, name, around, typed);
  }
  return read;
}

function readValue(field: Field, name: string, around: AnyRecord | null, { sent, locale }: Typed): unknown {
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
    case "date":
      return readWrittenDate(last, locale) ?? textOrNull(last);
    case "dated":
      return readDated(last, sent[surenessName(name)], locale);
    default:
      return textOrNull(last);
  }
}

function readDated(text: string, sureness: Sent[string], locale: Locale | null): DatedFact | null {
  const value = readWrittenDate(text, locale) ?? text.trim().slice(0, 100);
  if (value === "") return null;
  const confidence = CONFIDENCES.find((one) => one === sureness) ?? "unverified";
  return { value, precision: precisionOf(value), confidence };
}

const unique = (items: readonly string[]) => [...new Set(items)];
/** Returns the nested records of a record. */
export const listOf = (record: AnyRecord, name: string) => (record[name] as AnyRecord[] | undefined) ?? [];

/** Replaces values whose type is not that of their field, as the hidden field may contain anything. */
function tameAll(fields: readonly Field[], records: readonly AnyRecord[]): AnyRecord[] {
  return records.map((record) => {
    // Values of an earlier schema are kept, for the kind to upgrade.
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
