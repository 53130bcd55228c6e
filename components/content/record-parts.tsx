import type { ReactNode } from "react";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { doubtOfRows, isMarkedUnsourced } from "@/lib/revisions/doubt";
import { inWordsOf, langOfField, WORDINGS, type Worded } from "@/lib/revisions/records/wordings";
import {
  type AnyRecord,
  type Confidence,
  type Field,
  fieldLabelKey,
  isBlank,
} from "@/lib/revisions/records-fields";
import { ConfidenceTag } from "./doubt";
import { FieldValue, valueText } from "./field-value";
import { Footnote } from "./footnote";
import { recordMark } from "./footnotes";
import { Translations } from "./translations";
import { Wordings } from "./wordings";

/** The parts of a `RecordsKind` that drawing needs. */
export interface RecordsShape {
  key: string;
  fields: readonly Field[];
  titleField: string;
  /** The fields that are columns of a table; null: a card for each record. */
  columns: readonly string[] | null;
}

export interface RecordViewProps {
  kind: RecordsShape;
  records: readonly AnyRecord[];
  t: Translator;
  locale: Locale;
  /** The language in which members wrote it, if it differs from that of the page. */
  lang?: string | undefined;
  /** The section: the ids of records and marks begin with it. */
  prefix: string;
  numberOf: (source: string) => number | null;
  /** The level of a record's heading. */
  level?: 3 | 4;
  /** Returns the address of the history of a record or of one of its fields; values link there. */
  historyOf?: (record: string, field?: string) => string;
  /** The country's declarations as text by id: assessments that take them into account link there. */
  declared?: ReadonlyMap<string, string> | undefined;
  /** Confidence stated once above everything that is drawn. */
  than?: Confidence | undefined;
  /** Shown beside the origin of each record, e.g. the link to watch it. */
  aside?: ((record: AnyRecord) => ReactNode) | undefined;
}

/** A record in the reader's language if there is a wording in it, with the original. */
export type OneRecord = RecordViewProps & Worded<AnyRecord> & { original: AnyRecord };

/** Returns a record as a reader of a language sees it, with the original. */
export function asRead(
  record: AnyRecord,
  locale: Locale,
  lang: string | undefined,
): Worded<AnyRecord> & { original: AnyRecord } {
  return { ...inWordsOf(record, locale, lang), original: record };
}

/** Fields shown with the record's name, not among its facts. */
export const PROVENANCE = ["note", "sources", "sourceState", "asOf", "confidence"];

/** Returns the language in which a record says it is written. */
export function languageOf(record: AnyRecord): string | undefined {
  const lang = Array.isArray(record.lang) ? record.lang[0] : record.lang;
  return typeof lang === "string" ? lang : undefined;
}

/**
 * The marks after a name: its sources, and one mark of doubt. "Unverified" already means that no source was found;
 * a record marked otherwise, or not marked, says so itself.
 */
export function Marks({
  record,
  fields,
  prefix,
  numberOf,
  t,
  than,
}: Pick<OneRecord, "record" | "prefix" | "numberOf" | "t" | "than"> & {
  fields: readonly Field[];
}) {
  const sources = fields.some((field) => field.type === "sources")
    ? ((record.sources ?? []) as string[])
    : [];
  const sure = sureness(record);
  return (
    <>
      {sources.map((source) => (
        <Footnote key={source} t={t} number={numberOf(source)} id={recordMark(prefix, record, source)} />
      ))}
      {sure ? (
        <>
          {" "}
          <ConfidenceTag value={sure} than={than} t={t} />
        </>
      ) : null}
      {isMarkedUnsourced(record, than) ? (
        <>
          {" "}
          <Tag>{t("revisions.options.sourceState.none_found")}</Tag>
        </>
      ) : null}
    </>
  );
}

/** The types of fields whose values are links and so cannot be inside another link. */
export const LEADING: readonly Field["type"][] = ["url", "email"];

/** Returns the confidence of a record as a whole. */
export function sureness(record: AnyRecord): Confidence | undefined {
  return record.confidence as Confidence | undefined;
}

/** Links a value to its history: of a field, or of the whole record. */
export function ToPast({
  record,
  field,
  historyOf,
  t,
  children,
}: Pick<OneRecord, "record" | "historyOf" | "t"> & { field?: Field; children: ReactNode }) {
  if (!historyOf) return children;
  const title = field ? t("revisions.record.fieldHistory") : t("revisions.record.history");
  return (
    <a className="past" href={historyOf(record.id, field?.name)} title={title}>
      {children}
    </a>
  );
}

/** The number of columns that fit on the narrowest screen. */
const NARROW = 3;

/** Nested records as a table with the fields that any of them fills. Longer texts expand in their row. */
export function Within(props: Pick<OneRecord, "record"> & RecordViewProps & { field: Field }) {
  const { kind, field, t, prefix } = props;
  const records = props.record[field.name] as AnyRecord[];
  if (records.length === 0) return null;
  const fields = field.fields ?? [];
  const columns = columnsOf(fields, records);
  const label = (one: Field) => message(t, fieldLabelKey(kind.key, one));
  const { shared, surenessOf, than } = doubtOfRows(fields, props.record, records, props.than);
  return (
    <>
      {shared ? (
        <p className="small dim">
          {t("doubt.rows")} <ConfidenceTag value={shared} than={props.than ?? sureness(props.record)} t={t} />
        </p>
      ) : null}
      <CardTable
        caption={label(field)}
        isNarrow={columns.length <= NARROW}
        data-sortable={records.length > 1 ? "" : undefined}
      >
        <TableHead columns={columns.map(label)} />
        <tbody>
          {records.map((record) => {
            const read = asRead(record, props.locale, props.lang);
            return (
              <tr key={record.id} id={`${prefix}-${record.id}`}>
                {columns.map((one, n) => (
                  <Entry key={one.name} isFirst={n === 0} label={label(one)}>
                    <InEntry {...props} {...read} field={one} isFirst={n === 0} />
                    {n === 0 ? (
                      <>
                        <Marks
                          {...props}
                          record={{ ...record, confidence: surenessOf(record) }}
                          fields={fields}
                          than={than}
                        />
                        <Original record={read.record} names={read.names} t={t} />
                        <Wordings
                          {...props}
                          section={kind.key}
                          fields={fields}
                          original={record}
                          worded={read}
                        />
                      </>
                    ) : null}
                  </Entry>
                ))}
              </tr>
            );
          })}
        </tbody>
      </CardTable>
    </>
  );
}

/** Returns the fields that are columns of such a table; the others are shown within the first one. */
function columnsOf(fields: readonly Field[], records: readonly AnyRecord[]): Field[] {
  return fields.filter(
    (one) =>
      !["sources", "confidence", "text", "heading", WORDINGS].includes(one.name) &&
      !/^transla(?:tion|ted)/.test(one.name) &&
      !(one.name === "lang" && fields.some((other) => other.name === "text")) &&
      records.some((record) => !isBlank(one, record[one.name])),
  );
}

/** The number of characters that fit on one line of the narrowest screen. */
const SHORT = 28;

/** The number of characters of a link that leaves room for the marks after it, on the last of its lines. */
const LINKED = 60;

/** A value in the row of a nested record. The first value links to the row's history, unless it is a sentence. */
function InEntry({ field, isFirst, ...props }: OneRecord & { field: Field; isFirst: boolean }) {
  const { record, t, locale } = props;
  const lang = langOfField(props, field.name);
  if (field.type === "provision") return <OtherProvision {...props} id={String(record[field.name])} />;
  const drawn = (
    <FieldValue {...{ field, t, locale, lang }} value={record[field.name]} than={sureness(record)} />
  );
  // A short option that is a link does not wrap away from the marks after it.
  const value = record[field.name];
  const { length } = isBlank(field, value) ? "" : valueText(field, value, t, locale);
  const isWord = field.type === "enum" && length <= SHORT;
  const shown = isFirst && isWord ? <span className="nowrap">{drawn}</span> : drawn;
  return isFirst && length <= LINKED && !LEADING.includes(field.type) ? (
    <ToPast {...props}>{shown}</ToPast>
  ) : (
    shown
  );
}

/** A link to another provision of the section by its locator, if it is still there. */
function OtherProvision({ records, prefix, id }: OneRecord & { id: string }) {
  const all = records.flatMap((record) => (record.provisions ?? []) as AnyRecord[]);
  const found = all.find((one) => one.id === id);
  return found ? (
    <a href={`#${prefix}-${id}`}>
      <bdi>{String(found.locator)}</bdi>
    </a>
  ) : null;
}

function Entry({ isFirst, label, children }: { isFirst: boolean; label: string; children: ReactNode }) {
  return isFirst ? <th scope="row">{children}</th> : <td data-l={label}>{children}</td>;
}

/** A provision's heading and text in the original language, with its translations below. */
export function Original({
  record,
  names = [],
  t,
}: {
  record: AnyRecord;
  names?: readonly string[];
  t: Translator;
}) {
  const lang = languageOf(record);
  return (
    <>
      {record.heading ? (
        <div className="small dim">
          <bdi lang={langOfField({ names, lang }, "heading")}>{String(record.heading)}</bdi>
        </div>
      ) : null}
      {record.text ? (
        <details>
          <summary className="small dim">
            {record.locator
              ? t("revisions.record.text", { locator: String(record.locator) })
              : t("revisions.fields.laws.text")}
          </summary>
          <blockquote className="small" lang={lang} dir={lang ? direction(lang) : "auto"}>
            {String(record.text)}
          </blockquote>
        </details>
      ) : null}
      <Translations record={record} t={t} />
    </>
  );
}
