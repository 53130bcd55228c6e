import { sharedDoubt, surenessWithin } from "@/lib/revisions/doubt";
import { langOfField, primaryLanguage, WORDINGS } from "@/lib/revisions/records/wordings";
import { type Field, isBlank } from "@/lib/revisions/records-fields";
import { DoubtLegend, DoubtLine } from "./doubt";
import { Facts } from "./record-facts";
import { Provenance } from "./record-origin";
import { asRead, languageOf, Marks, type OneRecord, type RecordViewProps, Within } from "./record-parts";
import { RecordTable } from "./record-table";
import { titleOf } from "./record-title";
import { Wordings } from "./wordings";

/** Draws the records of a section by the description of its fields: as a table, or each as a card. */
export function RecordView(props: RecordViewProps) {
  const { kind, records, t } = props;
  const found = records.flatMap((record) => surenessWithin(kind.fields, record));
  const shared = sharedDoubt(found);
  const drawn = { ...props, than: shared ?? undefined };
  return (
    <>
      {shared ? <DoubtLine t={t} value={shared} /> : null}
      {!shared && found.some((one) => one !== "confirmed") ? <DoubtLegend t={t} of="full" /> : null}
      {kind.columns ? (
        <RecordTable {...drawn} columns={kind.columns} />
      ) : (
        records.map((record) => (
          <RecordCard key={record.id} {...drawn} {...asRead(record, props.locale, props.lang)} />
        ))
      )}
    </>
  );
}

function RecordCard(props: OneRecord) {
  const { kind, record, prefix, level = 3 } = props;
  const original = kind.fields.find((field) => field.name.endsWith("Original"));
  const own = kind.fields.filter((field) => field.name !== kind.titleField && field !== original);
  const names = namesOf(props, original);
  const title = (
    <>
      <bdi lang={names[0]?.lang}>{names[0]?.text}</bdi>
      <Marks {...props} fields={kind.fields} />
    </>
  );
  const id = `${prefix}-${record.id}`;
  return (
    <section className="record" aria-labelledby={id}>
      {level === 3 ? <h3 id={id}>{title}</h3> : <h4 id={id}>{title}</h4>}
      {names[1] ? (
        <p className="dim">
          <bdi lang={names[1].lang}>{names[1].text}</bdi>
        </p>
      ) : null}
      <Facts {...props} fields={own} />
      {own.map((field) =>
        field.type === "records" && field.name !== WORDINGS ? (
          <Within key={field.name} {...props} field={field} />
        ) : null,
      )}
      <Wordings {...props} section={kind.key} fields={kind.fields} worded={props} />
      <Provenance {...props} />
    </section>
  );
}

/** Returns the title of a record and its original title; the original is first for readers of its language. */
function namesOf(
  props: OneRecord,
  original: Field | undefined,
): { text: string; lang: string | undefined }[] {
  const { kind, record, t, locale } = props;
  const title = { text: titleOf(kind, record, t, locale), lang: langOfField(props, kind.titleField) };
  if (!original || isBlank(original, record[original.name])) return [title];
  const lang = languageOf(record);
  const own = { text: String(record[original.name]), lang };
  return primaryLanguage(lang ?? null) === locale ? [own, title] : [title, own];
}
