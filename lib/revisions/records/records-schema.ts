import { z } from "zod";
import { cleanLine, cleanLines, isUnseen } from "@/lib/text/clean";
import { readUrl, safeUrl } from "@/lib/text/href";
import { languageByName } from "@/lib/text/language-by-name";
import { RecordId } from "@/lib/text/nodes";
import { isAmbiguousDate, isCalendarDate, readWrittenDate } from "@/lib/text/written-date";
import { readReference } from "@/lib/vocabulary/references";
import {
  CONFIDENCES,
  DATE_PRECISIONS,
  FACTS,
  FIELD_LIMITS,
  type Field,
  isBlank,
  RECORDS_VERSION,
} from "../records-fields";
import { precisionOf } from "./records-values";

const rule = (name: string) => ({ params: { rule: name } });

/** Characters of a date as it is typed, with spaces. */
const MAX_DATE = 100;

/**
 * A calendar date from 1800 to 2199, as precise as it is written. Forms read dates in the language of their
 * page first; a date in numbers that reaches this has no language, so it needs to be clear by itself.
 */
const PartialDate = z
  .string()
  .max(MAX_DATE)
  .overwrite((text) => readWrittenDate(text, null) ?? text)
  .superRefine((text, context) => {
    const isRead = /^(?:18|19|20|21)\d\d(?:-\d\d(?:-\d\d)?)?$/.test(text) && isCalendarDate(text);
    const fault = isAmbiguousDate(text, null) ? "ambiguousDate" : "date";
    if (!isRead) context.addIssue({ code: "custom", ...rule(fault) });
  });

const DatedFactSchema = z
  .strictObject({ value: PartialDate, precision: z.enum(DATE_PRECISIONS), confidence: z.enum(CONFIDENCES) })
  .refine((fact) => fact.precision === precisionOf(fact.value), rule("precision"));

/** A tag, or the name of a language in a language of the site or in itself. */
const LanguageTag = z
  .string()
  .max(60)
  .overwrite((tag) => languageTag(tag) ?? languageByName(tag) ?? tag)
  .refine((tag) => languageTag(tag) !== null, rule("lang"));

function languageTag(tag: string): string | null {
  if (tag.length > 35 || !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * Accepts references as people type them. Whether the article exists is checked for new content only
 * (`findFaults`).
 */
const Article = z
  .string()
  .overwrite((text) => readReference(text) ?? text)
  .regex(/^(?:185|189|224)-[1-9]\d?(?:\([0-9a-z]{1,4}\)){0,3}$/);
const Url = z
  .string()
  .max(FIELD_LIMITS.url)
  .overwrite((url) => readUrl(url) ?? url)
  .refine((url) => safeUrl(url) !== null, rule("url"));
const Email = z
  .string()
  .overwrite(cleanLine)
  .regex(/^[^\s@<>"(),;:\\]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}$/);
const Phone = z
  .string()
  .overwrite(cleanLine)
  .regex(/^\+?[0-9 ()./-]{2,40}$/);
/** Raw text may exceed its clean form by this factor; longer text is rejected before cleaning. */
const SLACK = 2;

/**
 * Builds the schema of a section's records. Unknown keys are errors; missing ones are empty. All ids in a
 * section, nested ones included, are unique, so that each can be referred to.
 */
export function recordsSchema(
  fields: readonly Field[],
  maxRecords: number,
  version: number = RECORDS_VERSION,
) {
  const strict = z
    .strictObject({
      schemaVersion: z.literal(version),
      records: z.array(recordSchema(fields)).max(maxRecords),
    })
    .superRefine((content, context) => {
      const taken = new Set<string>();
      const visit = (records: readonly unknown[], list: readonly Field[], path: (string | number)[]) => {
        for (const [n, item] of records.entries()) {
          const record = item as Record<string, unknown>;
          const id = String(record.id);
          if (taken.has(id))
            context.addIssue({ code: "custom", path: [...path, n, "id"], params: { rule: "repeated" } });
          taken.add(id);
          for (const field of list) {
            if (field.type === "records")
              visit((record[field.name] ?? []) as unknown[], field.fields ?? [], [...path, n, field.name]);
          }
        }
      };
      visit(content.records, fields, ["records"]);
    });
  return z.preprocess((input) => completeContent(input, fields), strict);
}

function recordSchema(fields: readonly Field[]): z.ZodType {
  const shape: Record<string, z.ZodType> = { id: RecordId };
  for (const field of fields)
    shape[field.name] = field.isSparse ? fieldSchema(field).optional() : fieldSchema(field);
  return z.strictObject(shape);
}

/** Builds the schema of one field, for forms that validate a single value. */
export function fieldSchema(field: Field): z.ZodType {
  switch (field.type) {
    case "text":
      return optional(field, textSchema(field, FIELD_LIMITS.text, cleanLine));
    case "longtext":
      return optional(field, textSchema(field, FIELD_LIMITS.longtext, cleanLines));
    case "date":
      return optional(
        field,
        field.precision === "day"
          ? PartialDate.refine((date) => date.length === 10, rule("day"))
          : PartialDate,
      );
    case "dated":
      return DatedFactSchema.nullable();
    case "number":
      return optional(
        field,
        z
          .number()
          .min(field.min ?? 0)
          .max(field.max ?? 1e12),
      );
    case "enum":
      return optional(
        field,
        z.enum(optionsOf(field), { error: ({ input }) => (input === null ? "required" : undefined) }),
      );
    case "fact4":
      return z.enum(FACTS);
    case "confirm":
      return z.boolean().refine((value) => value, rule("confirm"));
    case "url":
      return optional(field, Url);
    case "email":
      return optional(field, Email);
    case "phone":
      return optional(field, Phone);
    case "lang":
      return optional(field, LanguageTag);
    case "provision":
    case "declaration":
      return optional(field, RecordId);
    case "records":
      return listSchema(field, recordSchema(field.fields ?? []), FIELD_LIMITS.records);
    default:
      return uniqueList(field);
  }
}

function uniqueList(field: Field): z.ZodType {
  const item =
    field.type === "enumList"
      ? z.enum(optionsOf(field))
      : field.type === "langList"
        ? LanguageTag
        : field.type === "articles"
          ? Article
          : field.type === "sources"
            ? RecordId
            : textSchema({ ...field, required: true, max: FIELD_LIMITS.text }, FIELD_LIMITS.text, cleanLine);
  return listSchema(field, item, field.options?.length ?? FIELD_LIMITS.entries).refine(
    (items) => new Set(items).size === items.length,
    rule("repeated"),
  );
}

function listSchema<T extends z.ZodType>(field: Field, item: T, max: number) {
  const list = z.array(item).max(field.max ?? max);
  return field.required ? list.refine((items) => items.length > 0, rule("required")) : list;
}

function textSchema(field: Field, limit: number, clean: (text: string) => string) {
  const max = field.max ?? limit;
  const text = z
    .string()
    .max(max * SLACK + 1_000)
    .overwrite(clean)
    .max(max);
  return field.required ? text.min(1) : text;
}

function optional<T extends z.ZodType>(field: Field, schema: T): z.ZodType {
  return field.required ? schema : schema.nullable();
}

function optionsOf(field: Field): readonly [string, ...string[]] {
  const [first, ...rest] = field.options ?? [];
  if (first === undefined) throw new Error(`The field ${field.name} has no options.`);
  return [first, ...rest];
}

function completeContent(input: unknown, fields: readonly Field[]): unknown {
  if (!isObject(input) || !Array.isArray(input.records)) return input;
  return { ...input, records: input.records.map((record: unknown) => completeRecord(record, fields)) };
}

/** Completes a record from a form or client: missing or empty fields become null, [] or "unknown". */
function completeRecord(input: unknown, fields: readonly Field[]): unknown {
  if (!isObject(input)) return input;
  const record: Record<string, unknown> = { ...input };
  for (const field of fields) {
    const value = completeValue(field, record[field.name]);
    if (field.isSparse && isBlank(field, value)) delete record[field.name];
    else record[field.name] = value;
  }
  if (fields.some((field) => field.name === "sourceState"))
    record.sourceState = sourceStateOf(record.sources, record.sourceState);
  return record;
}

function completeValue(field: Field, value: unknown): unknown {
  const isEmpty = value === undefined || value === null || (typeof value === "string" && isUnseen(value));
  if (field.type === "records" && Array.isArray(value))
    return value.map((record) => completeRecord(record, field.fields ?? []));
  if (!isEmpty) return value;
  if (field.type === "fact4") return "unknown";
  if (field.type === "confirm") return false;
  if (field.name === "confidence") return "unverified";
  return /^(?:enumList|langList|list|articles|sources|records)$/.test(field.type) ? [] : null;
}

/** "cited" if there are sources; else "none_found" if stated, or null if open. */
export function sourceStateOf(sources: unknown, state: unknown): unknown {
  if (Array.isArray(sources) && sources.length > 0) return state === "none_found" || !state ? "cited" : state;
  return state === "cited" || !state ? null : state;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
