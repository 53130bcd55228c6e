import type { ReactNode } from "react";
import { Day } from "@/components/time";
import { CardTable } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import {
  type AnyRecord,
  type Confidence,
  type Field,
  fieldLabelKey,
  isBlank,
} from "@/lib/revisions/records-fields";
import { ConfidenceTag, FieldValue, valueText } from "./field-value";
import { Footnote } from "./footnote";
import { recordMark } from "./footnotes";

/** What a `RecordsKind` says of its section, as far as drawing goes. */
export interface RecordsShape {
  key: string;
  fields: readonly Field[];
  titleField: string;
  /** Rows of these fields; null: a card for each record. */
  columns: readonly string[] | null;
}

export interface RecordViewProps {
  kind: RecordsShape;
  records: readonly AnyRecord[];
  t: Translator;
  locale: Locale;
  /** Names the section: the ids of records and marks begin with it. */
  prefix: string;
  numberOf: (source: string) => number | null;
  /** The level of a record's heading. */
  level?: 3 | 4;
  /** What stands beside the origin of each record, e.g. the way to its history. */
  aside?: (record: AnyRecord) => ReactNode;
}

/** Shown with the record's name, and not among its facts. */
const PROVENANCE = ["note", "sources", "sourceState", "asOf", "confidence"];

/** Draws the records of a section by the description of its fields: in a table, or each as a card. */
export function RecordView(props: RecordViewProps) {
  const { kind, records } = props;
  if (kind.columns) return <RecordTable {...props} columns={kind.columns} />;
  return records.map((record) => <RecordCard key={record.id} {...props} record={record} />);
}

type OneRecord = RecordViewProps & { record: AnyRecord };

function RecordCard(props: OneRecord) {
  const { kind, record, t, prefix, level = 3 } = props;
  const original = kind.fields.find((field) => field.name.endsWith("Original"));
  const own = kind.fields.filter((field) => field.name !== kind.titleField && field !== original);
  const title = (
    <>
      <bdi>{titleOf(kind, record, t, props.locale)}</bdi>
      <Marks {...props} fields={kind.fields} />
    </>
  );
  const id = `${prefix}-${record.id}`;
  return (
    <section className="record" aria-labelledby={id}>
      {level === 3 ? <h3 id={id}>{title}</h3> : <h4 id={id}>{title}</h4>}
      {original && !isBlank(original, record[original.name]) ? (
        <p className="dim">
          <bdi lang={languageOf(record)}>{String(record[original.name])}</bdi>
        </p>
      ) : null}
      <Facts {...props} fields={own} />
      {own.map((field) =>
        field.type === "records" ? <Within key={field.name} {...props} field={field} /> : null,
      )}
      <Provenance {...props} />
    </section>
  );
}

/** The title of a record: the words of its title field, or the label of the option there. */
export function titleOf(kind: RecordsShape, record: AnyRecord, t: Translator, locale: Locale): string {
  const field = kind.fields.find((one) => one.name === kind.titleField);
  const value = record[kind.titleField];
  return field && !isBlank(field, value) ? valueText(field, value, t, locale) : record.id;
}

function languageOf(record: AnyRecord): string | undefined {
  const lang = Array.isArray(record.lang) ? record.lang[0] : record.lang;
  return typeof lang === "string" ? lang : undefined;
}

/** The marks behind a name: sources, confidence, and the word that no source was found. */
function Marks({
  record,
  fields,
  prefix,
  numberOf,
  t,
}: Pick<OneRecord, "record" | "prefix" | "numberOf" | "t"> & { fields: readonly Field[] }) {
  const sources = fields.some((field) => field.type === "sources")
    ? ((record.sources ?? []) as string[])
    : [];
  return (
    <>
      {sources.map((source) => (
        <Footnote key={source} t={t} number={numberOf(source)} id={recordMark(prefix, record, source)} />
      ))}
      {record.confidence ? (
        <>
          {" "}
          <ConfidenceTag value={record.confidence as Confidence} t={t} />
        </>
      ) : null}
      {record.sourceState === "none_found" ? (
        <>
          {" "}
          <Tag>{t("revisions.options.sourceState.none_found")}</Tag>
        </>
      ) : null}
    </>
  );
}

/** The facts of a record. What nobody entered is left out; of a fact with four values unknown is shown, too. */
function Facts({ kind, record, fields, t, locale }: OneRecord & { fields: readonly Field[] }) {
  const shown = fields.filter(
    (field) =>
      field.type !== "records" &&
      !PROVENANCE.includes(field.name) &&
      (field.type === "fact4" || !isBlank(field, record[field.name])),
  );
  if (shown.length === 0) return null;
  return (
    <dl className="dl">
      {shown.map((field) => (
        <div key={field.name}>
          <dt>{message(t, fieldLabelKey(kind.key, field))}</dt>
          <dd>
            <FieldValue field={field} value={record[field.name]} t={t} locale={locale} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Provenance({ record, t, locale, kind, aside }: OneRecord) {
  const { note, asOf } = record;
  if (!note && !asOf && !aside) return null;
  const label = (name: string) => message(t, fieldLabelKey(kind.key, { name, type: "text", isShared: true }));
  return (
    <p className="meta">
      {note ? <span dir="auto">{String(note)}</span> : null}
      {asOf ? (
        <span>
          {label("asOf")} <Day day={String(asOf)} locale={locale} />
        </span>
      ) : null}
      {aside?.(record)}
    </p>
  );
}

/** Records within a record, as a table of the fields that any of them fills. Longer texts open in their row. */
function Within(props: OneRecord & { field: Field }) {
  const { kind, field, t, prefix } = props;
  const records = props.record[field.name] as AnyRecord[];
  if (records.length === 0) return null;
  const fields = field.fields ?? [];
  const columns = fields.filter(
    (one) =>
      !["sources", "confidence", "text", "heading"].includes(one.name) &&
      !(one.name === "lang" && fields.some((other) => other.name === "text")) &&
      records.some((record) => !isBlank(one, record[one.name])),
  );
  const label = (one: Field) => message(t, fieldLabelKey(kind.key, one));
  return (
    <CardTable caption={label(field)}>
      <thead>
        <tr>
          {columns.map((one) => (
            <th key={one.name} scope="col">
              {label(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id} id={`${prefix}-${record.id}`}>
            {columns.map((one, n) => (
              <Entry key={one.name} isFirst={n === 0} label={label(one)}>
                <FieldValue field={one} value={record[one.name]} t={t} locale={props.locale} />
                {n === 0 ? <Marks {...props} record={record} fields={fields} /> : null}
                {n === 0 ? <Original record={record} t={t} /> : null}
              </Entry>
            ))}
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function Entry({ isFirst, label, children }: { isFirst: boolean; label: string; children: ReactNode }) {
  return isFirst ? <th scope="row">{children}</th> : <td data-l={label}>{children}</td>;
}

/** A provision's heading and its text, in their own language. */
function Original({ record, t }: { record: AnyRecord; t: Translator }) {
  const lang = languageOf(record);
  return (
    <>
      {record.heading ? (
        <div className="small dim">
          <bdi lang={lang}>{String(record.heading)}</bdi>
        </div>
      ) : null}
      {record.text ? (
        <details>
          <summary className="small dim">
            {t("revisions.record.text", { locator: String(record.locator ?? "") })}
          </summary>
          <blockquote className="small" lang={lang} dir={lang ? direction(lang) : "auto"}>
            {String(record.text)}
          </blockquote>
        </details>
      ) : null}
    </>
  );
}

/** A table with a row for each record; what has no column of its own follows in a row below. */
function RecordTable(props: RecordViewProps & { columns: readonly string[] }) {
  const { kind, records, t, locale, columns, prefix } = props;
  const shown = columns
    .flatMap((name) => kind.fields.find((field) => field.name === name) ?? [])
    .filter((field, n) => n === 0 || records.some((record) => !isBlank(field, record[field.name])));
  const label = (field: Field) => message(t, fieldLabelKey(kind.key, field));
  return (
    <CardTable>
      <thead>
        <tr>
          {shown.map((field) => (
            <th key={field.name} scope="col" className={field.type === "number" ? "r" : undefined}>
              {label(field)}
            </th>
          ))}
        </tr>
      </thead>
      {records.map((record) => (
        <tbody key={record.id} id={`${prefix}-${record.id}`}>
          <tr>
            {shown.map((field, n) =>
              n === 0 ? (
                <th key={field.name} scope="row">
                  <FieldValue field={field} value={record[field.name]} t={t} locale={locale} />
                  <Marks {...props} record={record} fields={kind.fields} />
                </th>
              ) : (
                <td
                  key={field.name}
                  data-l={label(field)}
                  className={field.type === "number" ? "r" : undefined}
                >
                  <FieldValue field={field} value={record[field.name]} t={t} locale={locale} />
                </td>
              ),
            )}
          </tr>
          <MoreRow {...props} record={record} span={shown.length} />
        </tbody>
      ))}
    </CardTable>
  );
}

function MoreRow(props: OneRecord & { span: number }) {
  const { kind, record, span } = props;
  const rest = kind.fields.filter((field) => !kind.columns?.includes(field.name));
  const isShown = (field: Field) =>
    (field.name === "note" || field.name === "asOf" || !PROVENANCE.includes(field.name)) &&
    !isBlank(field, record[field.name]);
  if (!rest.some(isShown) && !props.aside) return null;
  return (
    <tr>
      <td colSpan={span}>
        <Facts {...props} fields={rest} />
        {rest.map((field) =>
          field.type === "records" ? <Within key={field.name} {...props} field={field} /> : null,
        )}
        <Provenance {...props} />
      </td>
    </tr>
  );
}
