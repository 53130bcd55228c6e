/**
 * The fields of records, described as plain data. One description makes the schema of form, API, import and export,
 * the form's controls, the labels, the drawing, the merge and the diff. Labels are messages under
 * `revisions.fields.<section>.<field>`, those of options under `revisions.options.<vocabulary>.<option>`.
 */

/** A fact that may be open: four values, stored apart, drawn apart. */
export const FACTS = ["yes", "no", "unknown", "not_applicable"] as const;
export type Fact = (typeof FACTS)[number];

export const CONFIDENCES = ["confirmed", "likely", "unverified", "disputed"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Whether a record names its sources, or says that none was found. */
const SOURCE_STATES = ["cited", "none_found"] as const;

export const DATE_PRECISIONS = ["day", "month", "year"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A date that is itself a fact: `value` as precise as it is known, "2016-12-16", "2016-12" or "2016". */
export interface DatedFact {
  value: string;
  precision: DatePrecision;
  confidence: Confidence;
}

type FieldType =
  /** One line. */
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
  /** A box that must be ticked. */
  | "confirm"
  /** An address of the web. */
  | "url"
  | "email"
  | "phone"
  /** A language tag (BCP 47). */
  | "lang"
  | "langList"
  /** Short texts. */
  | "list"
  /** Articles of treaties: "185-2", "185-9(1)(a)". */
  | "articles"
  /** The id of another provision in the same section. */
  | "provision"
  /** The id of a declaration or reservation in the profile's `treaty-status`. */
  | "declaration"
  /** Ids of records in the profile's `sources`. */
  | "sources"
  /** Records within the record, each with an id. */
  | "records";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: true;
  /** A record may lack it and says less than readers come for: where it is empty they are told that it is open. */
  readonly isExpected?: true;
  /** Of text: characters. Of a list: entries. Of a number: its value. */
  readonly max?: number;
  readonly min?: number;
  readonly precision?: "day";
  /** The options of an enum, and the name under which they are labelled. */
  readonly options?: readonly string[];
  readonly vocabulary?: string;
  /** The fields of records within. */
  readonly fields?: readonly Field[];
  /** Its label is shared by all sections: `revisions.fields.record.<field>`. */
  readonly isShared?: true;
  /** Left out of a record where it says nothing, so that records without it stay the same to the byte. */
  readonly isSparse?: true;
  /** Two records that say the same here are one: a second is refused, and one that both sides added is merged. */
  readonly isKey?: true;
  /**
   * What is offered follows from the records: elements of the article of the record around it, articles to declare on,
   * other laws of the section. Of a text: the codes of currencies.
   */
  readonly offers?: "elements" | "declared" | "laws" | "currencies";
}

/** Limits where a field gives none: characters of a line and of a long text, entries of a list. */
export const FIELD_LIMITS = { text: 300, longtext: 5_000, url: 2_000, entries: 30, records: 300 } as const;

/** What every record carries at its end, so that each fact shows its source and its age. */
export const PROVENANCE = [
  { name: "note", type: "longtext", max: 1_000, isShared: true },
  { name: "sources", type: "sources", max: 20, isShared: true },
  { name: "sourceState", type: "enum", options: SOURCE_STATES, vocabulary: "sourceState", isShared: true },
  { name: "asOf", type: "date", precision: "day", isShared: true },
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

/** The type of a field's value. */
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

/** The type of a record with these fields. */
export type RecordOf<F extends readonly Field[]> = { id: string } & {
  [Name in F[number] as Name extends Sparse ? never : Name["name"]]: ValueOf<Name>;
} & { [Name in F[number] as Name extends Sparse ? Name["name"] : never]?: ValueOf<Name> | undefined };

/** A record of whatever section. */
export type AnyRecord = { id: string } & Readonly<Record<string, unknown>>;

/** The form of records of which there has been no other yet. */
export const RECORDS_VERSION = 1;

export interface RecordsContent<R extends { id: string } = AnyRecord> {
  schemaVersion: number;
  records: R[];
}

/** The key of a field's label in the messages. */
export function fieldLabelKey(section: string, field: Field): string {
  return `revisions.fields.${field.isShared ? "record" : section}.${field.name}`;
}

/** The key of an option's label in the messages. */
export function optionLabelKey(field: Field, option: string): string {
  return `revisions.options.${field.type === "fact4" ? "fact" : (field.vocabulary ?? "")}.${option}`;
}

/** Whether a value says nothing: not given, or a fact that is unknown. */
export function isBlank(field: Field, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return field.type === "fact4" && value === "unknown";
}

/** Fields that readers come for and nobody has filled yet. */
export function openFields(fields: readonly Field[], record: AnyRecord): Field[] {
  return fields.filter((field) => field.isExpected && isBlank(field, record[field.name]));
}
