import type { z } from "zod";
import { assertBoundedJson, assertBytes } from "@/lib/text/bounds";
import { type Problem, problemsFrom, refuse, refuseWhole } from "@/lib/text/problems";
import type { SectionKind } from "../kind";
import {
  type AnyRecord,
  FIELD_LIMITS,
  type Field,
  PROVENANCE,
  RECORDS_VERSION,
  type RecordOf,
  type RecordsContent,
} from "../records-fields";
import { diffRecords } from "./diff-records";
import { findFaults } from "./records-faults";
import { mergeRecords, resolveRecords } from "./records-merge";
import { recordsSchema } from "./records-schema";
import { type Wording, wordingsField } from "./wordings";

export interface RecordsOptions<F extends readonly Field[]> {
  key: string;
  fields: F;
  /** The field with the title of a record. */
  titleField: F[number]["name"];
  /** Whether a record needs a source, or the statement that none was found, before publication. */
  isLegal: boolean;
  /** Fields to show as columns of a table; without them each record is a card. */
  columns?: readonly F[number]["name"][];
  /** Fields written in a language that can be translated: see `wordings.ts`. */
  words?: readonly string[];
  maxRecords?: number;
  /** Current version of the schema, and the upgrade of an earlier record; missing fields are filled in afterwards. */
  version?: number;
  upgrade?: (record: AnyRecord) => AnyRecord;
  /** Finds faults across valid records; applies to new content only. */
  check?: (records: readonly AnyRecord[]) => Problem[];
}

/**
 * What pages, forms and projections need to know of a section of records. Plain data, except what
 * `SectionKind` has.
 */
export interface RecordsKind<R extends { id: string } = AnyRecord> extends SectionKind<RecordsContent<R>> {
  readonly family: "records";
  readonly schema: z.ZodType;
  readonly fields: readonly Field[];
  readonly titleField: string;
  readonly isLegal: boolean;
  /** Null: each record is a card. */
  readonly columns: readonly string[] | null;
  readonly maxRecords: number;
  /** Returns the record's title, or its id if it has none. */
  titleOf(record: AnyRecord): string;
}

type Provenance = typeof PROVENANCE;

/** Creates a kind of records, each with sources, as-of date, confidence and note. */
export function recordsKind<const F extends readonly Field[]>(
  options: RecordsOptions<F>,
): RecordsKind<RecordOf<F> & RecordOf<Provenance> & { wordings?: Wording[] }> {
  const own: readonly Field[] = [...options.fields, ...PROVENANCE];
  const { words = [] } = options;
  const fields = words.length > 0 ? [...own, wordingsField(own, words)] : own;
  return bareRecordsKind({ ...options, fields }) as unknown as RecordsKind<
    RecordOf<F> & RecordOf<Provenance> & { wordings?: Wording[] }
  >;
}

/** The same for records that are sources themselves and have no provenance. */
export function bareRecordsKind<const F extends readonly Field[]>(
  options: RecordsOptions<F>,
): RecordsKind<RecordOf<F>> {
  const { key, titleField, isLegal } = options;
  const fields: readonly Field[] = options.fields;
  const maxRecords = options.maxRecords ?? FIELD_LIMITS.records;
  const { version = RECORDS_VERSION, upgrade = (record) => record } = options;
  const schema = recordsSchema(fields, maxRecords, version);
  const read = (input: unknown): RecordsContent => {
    assertBoundedJson(input);
    const parsed = schema.safeParse(upgradeRecords(input, version, upgrade));
    if (!parsed.success) throw refuse(problemsFrom(parsed.error.issues));
    const content = parsed.data as RecordsContent;
    assertSources(content, isLegal);
    assertBytes(content);
    return content;
  };
  const parse = (input: unknown): RecordsContent => {
    const content = read(input);
    const faults = [...findFaults(content.records, fields), ...(options.check?.(content.records) ?? [])];
    if (faults.length > 0) throw refuse(faults.slice(0, 50));
    return content;
  };
  const titleOf = (record: AnyRecord) => String(record[titleField] ?? "") || record.id;
  const rules = { fields, titleField, isLegal };
  const kind: RecordsKind = {
    key,
    family: "records",
    schema,
    fields,
    titleField,
    isLegal,
    columns: options.columns ?? null,
    maxRecords,
    titleOf,
    empty: () => ({ schemaVersion: version, records: [] }),
    parse,
    lift: (stored) => read(liftRecords(stored, version)),
    blocks: (content) => content.records.map((record) => ({ id: record.id, text: titleOf(record) })),
    merge: (base, theirs, mine) => mergeRecords(rules, base, theirs, mine),
    resolve: (content, conflicts, choices) => {
      const resolved = resolveRecords(content, conflicts, choices);
      return {
        ...resolved,
        content: resolved.unresolved.length === 0 ? parse(resolved.content) : resolved.content,
      };
    },
    diff: (before, after) => diffRecords({ key, fields, titleField }, before, after),
    text: (content) => recordsText(content.records, fields),
    isEmpty: (content) => content.records.length === 0,
    sources: (content) => [...sourcesIn(content.records, fields)],
  };
  return kind as unknown as RecordsKind<RecordOf<F>>;
}

/** S2: a legal record cites sources or states that none was found. */
function assertSources(content: RecordsContent, isLegal: boolean): void {
  if (!isLegal) return;
  const problems = content.records.flatMap((record, n) =>
    record.sourceState === null
      ? [{ path: ["records", n, "sources"], field: "sources", rule: "source" }]
      : [],
  );
  if (problems.length > 0) throw refuse(problems);
}

/** Reads stored records of the current or an earlier version. A missing version means 1. */
function liftRecords(stored: unknown, version: number): unknown {
  assertBoundedJson(stored);
  if (typeof stored !== "object" || stored === null) throw refuseWhole("type");
  const own = (stored as { schemaVersion?: unknown }).schemaVersion ?? RECORDS_VERSION;
  if (!isVersion(own, version)) throw refuseWhole("version", version);
  return { ...stored, schemaVersion: version };
}

/** Upgrades records of an earlier version, including those sent by an old form or client. */
function upgradeRecords(
  input: unknown,
  version: number,
  upgrade: NonNullable<RecordsOptions<readonly Field[]>["upgrade"]>,
): unknown {
  const content = input as { schemaVersion?: unknown; records?: unknown } | null;
  if (typeof content !== "object" || !Array.isArray(content?.records)) return input;
  if (!isVersion(content.schemaVersion, version)) return input;
  const records = content.records.map((record: unknown) =>
    typeof record === "object" && record !== null ? upgrade(record as AnyRecord) : record,
  );
  return { ...content, schemaVersion: version, records };
}

const isVersion = (own: unknown, newest: number) =>
  Number.isInteger(own) && Number(own) >= RECORDS_VERSION && Number(own) <= newest;

/** Collects the words of records in order, from text fields and lists of text. */
function recordsText(records: readonly AnyRecord[], fields: readonly Field[]): string {
  return records
    .map((record) =>
      fields
        .flatMap((field) => {
          const value = record[field.name];
          if (field.type === "records")
            return [recordsText((value ?? []) as AnyRecord[], field.fields ?? [])];
          if (field.type === "text" || field.type === "longtext")
            return typeof value === "string" ? [value] : [];
          return field.type === "list" ? ((value ?? []) as string[]) : [];
        })
        .filter((text) => text !== "")
        .join("\n"),
    )
    .join("\n\n");
}

function sourcesIn(
  records: readonly AnyRecord[],
  fields: readonly Field[],
  found = new Set<string>(),
): Set<string> {
  for (const record of records) {
    for (const field of fields) {
      const value = record[field.name];
      if (field.type === "sources") for (const id of value as string[]) found.add(id);
      if (field.type === "records") sourcesIn((value ?? []) as AnyRecord[], field.fields ?? [], found);
    }
  }
  return found;
}
