/**
 * Fields of records as plain data. One description defines the schema of form, API, import and export, the
 * form controls, labels, display, merge and diff. Labels are messages under
 * `revisions.fields.<section>.<field>`, those of options under `revisions.options.<vocabulary>.<option>`.
 */

/** A yes/no fact that may be unknown: four values, stored and shown separately. */
export const FACTS = ["yes", "no", "unknown", "not_applicable"] as const;
export type Fact = (typeof FACTS)[number];

export const CONFIDENCES = ["confirmed", "likely", "unverified", "disputed"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Whether a record cites sources, or states that none was found. */
const SOURCE_STATES = ["cited", "none_found"] as const;

export const DATE_PRECISIONS = ["day", "month", "year"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A date with its own confidence: `value` is as precise as known, "2016-12-16", "2016-12" or "2016". */
export interface DatedFact {
  value: string;
  precision: DatePrecision;
  confidence: Confidence;
}

type FieldType =
  /** A single line. */
  | "text"
  /** Several lines. */
  | "longtext"
  /** "2016", "2016-12" or "2016-12-16"; with `precision: "day"` only the last. */
  | "date"
  /** A `DatedFact`, or null. */
  | "dated"
  | "number"
  | "enum"
  | "enumList"
  | "fact4"
  /** A checkbox that must be ticked. */
  | "confirm"
  /** A web address. */
  | "url"
  | "email"
  | "phone"
  /** A language tag (BCP 47). */
  | "lang"
  | "langList"
  /** A list of short texts. */
  | "list"
  /** Articles of treaties: "185-2", "185-9(1)(a)". */
  | "articles"
  /** Id of another provision in the same section. */
  | "provision"
  /** Id of a declaration or reservation in the profile's `treaty-status`. */
  | "declaration"
  /** Ids of records in the profile's `sources`. */
  | "sources"
  /** Nested records, each with an id. */
  | "records";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: true;
  /** Readers expect a value: an empty one is listed as missing, but allowed. */
  readonly isExpected?: true;
  /** Of text: characters. Of a list: entries. Of a number: its value. */
  readonly max?: number;
  readonly min?: number;
  readonly precision?: "day";
  /** Options of an enum, and the vocabulary of their labels. */
  readonly options?: readonly string[];
  readonly vocabulary?: string;
  /** Fields of nested records. */
  readonly fields?: readonly Field[];
  /** Names of the fields that nested records can be pasted with, in the order of columns: texts and articles. */
  readonly pastes?: readonly string[];
  /** Its label is shared by all sections: `revisions.fields.record.<field>`. */
  readonly isShared?: true;
  /** Left out of a record when empty, so that the JSON of records without it stays identical. */
  readonly isSparse?: true;
  /** Identifies a record: a second one with the same value is rejected, and two added with it are merged. */
  readonly isKey?: true;
  /** Forms show it under "More fields", after the others. Its place in content and on pages is unchanged. */
  readonly isMore?: true;
  /**
   * The options depend on other records: elements of the outer record's article, articles to declare on,
   * other laws of the section; for text, codes of currencies.
   */
  readonly offers?: "elements" | "declared" | "laws" | "currencies";
}

/** Default limits: characters of a line and of a long text, entries of a list. */
export const FIELD_LIMITS = { text: 300, longtext: 5_000, url: 2_000, entries: 30, records: 300 } as const;

/** Most new sources that one draft or save can bring along. */
export const MAX_NEW_SOURCES = 200;

/** Last fields of every record: the source and age of its facts. */
export const PROVENANCE = [
  { name: "note", type: "longtext", max: 1_000, isShared: true, isMore: true },
  { name: "sources", type: "sources", max: 20, isShared: true },
  { name: "sourceState", type: "enum", options: SOURCE_STATES, vocabulary: "sourceState", isShared: true },
  { name: "asOf", type: "date", precision: "day", isShared: true, isMore: true },
  {
    name: "confidence",
    type: "enum",
    options: CONFIDENCES,
    vocabulary: "confidence",
    required: true,
    isShared: true,
  },
] as const satisfies readonly Field[];

type OptionsOf<F> = F extends { readonly options: readonly (infer O)[] } ? O : string;
type OrNull<F, V> = F extends { readonly required: true } ? V : V | null;

/** Type of a field's value. */
type ValueOf<F extends Field> = F["type"] extends
  | "text"
  | "longtext"
  | "date"
  | "url"
  | "email"
  | "phone"
  | "lang"
  | "provision"
  | "declaration"
  ? OrNull<F, string>
  : F["type"] extends "dated"
    ? DatedFact | null
    : F["type"] extends "number"
      ? OrNull<F, number>
      : F["type"] extends "enum"
        ? OrNull<F, OptionsOf<F>>
        : F["type"] extends "enumList"
          ? OptionsOf<F>[]
          : F["type"] extends "fact4"
            ? Fact
            : F["type"] extends "confirm"
              ? true
              : F["type"] extends "records"
                ? F extends { readonly fields: readonly Field[] }
                  ? RecordOf<F["fields"]>[]
                  : never
                : string[];

type Sparse = { readonly isSparse: true };

/** Type of a record with these fields. */
export type RecordOf<F extends readonly Field[]> = { id: string } & {
  [Name in F[number] as Name extends Sparse ? never : Name["name"]]: ValueOf<Name>;
} & { [Name in F[number] as Name extends Sparse ? Name["name"] : never]?: ValueOf<Name> | undefined };

/** A record of any section. */
export type AnyRecord = { id: string } & Readonly<Record<string, unknown>>;

/** Version of records whose schema has never changed. */
export const RECORDS_VERSION = 1;

export interface RecordsContent<R extends { id: string } = AnyRecord> {
  schemaVersion: number;
  records: R[];
}

/** Returns the message key of a field's label. */
export function fieldLabelKey(section: string, field: Field): string {
  return `revisions.fields.${field.isShared ? "record" : section}.${field.name}`;
}

/** Returns the message key of an option's label. */
export function optionLabelKey(field: Field, option: string): string {
  return `revisions.options.${field.type === "fact4" ? "fact" : (field.vocabulary ?? "")}.${option}`;
}

/** Checks that a value is empty: not given, or an unknown fact. */
export function isBlank(field: Field, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return field.type === "fact4" && value === "unknown";
}

/** Lists expected fields that are empty. */
export function openFields(fields: readonly Field[], record: AnyRecord): Field[] {
  return fields.filter((field) => field.isExpected && isBlank(field, record[field.name]));
}
