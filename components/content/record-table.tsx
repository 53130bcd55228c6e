import { CardTable } from "@/components/ui/table";
import { message } from "@/lib/i18n/translator";
import { langOfField, WORDINGS } from "@/lib/revisions/records/wordings";
import { type Field, fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import { FieldValue, valueText } from "./field-value";
import { Facts } from "./record-facts";
import { Provenance } from "./record-origin";
import {
  asRead,
  LEADING,
  Marks,
  type OneRecord,
  PROVENANCE,
  type RecordViewProps,
  sureness,
  ToPast,
  Within,
} from "./record-parts";
import { Wordings } from "./wordings";

/** A table with a row for each record; fields without a column follow in a row below it. */
export function RecordTable(props: RecordViewProps & { columns: readonly string[] }) {
  const { kind, records, t, columns, prefix } = props;
  const shown = columns
    .flatMap((name) => kind.fields.find((field) => field.name === name) ?? [])
    .filter((field, n) => n === 0 || records.some((record) => !isBlank(field, record[field.name])));
  const label = (field: Field) => message(t, fieldLabelKey(kind.key, field));
  return (
    <CardTable data-sortable={records.length > 1 ? "" : undefined}>
      <thead>
        <tr>
          {shown.map((field) => (
            <th key={field.name} scope="col" className={field.type === "number" ? "r" : undefined}>
              {label(field)}
            </th>
          ))}
        </tr>
      </thead>
      {records.map((record) => {
        const one = { ...props, ...asRead(record, props.locale, props.lang) };
        return (
          <tbody key={record.id} id={`${prefix}-${record.id}`}>
            <tr>
              {shown.map((field, n) =>
                n === 0 ? (
                  <th key={field.name} scope="row">
                    <Value {...one} field={field} />
                    <Marks {...props} record={record} fields={kind.fields} />
                  </th>
                ) : (
                  <td
                    key={field.name}
                    data-l={label(field)}
                    className={field.type === "number" ? "r" : undefined}
                  >
                    <Value {...one} field={field} />
                  </td>
                ),
              )}
            </tr>
            <MoreRow {...one} span={shown.length} />
          </tbody>
        );
      })}
    </CardTable>
  );
}

/** A value in its column, as a link to its history; the record's own name is not a link. */
function Value({ field, ...props }: OneRecord & { field: Field }) {
  const { kind, record, t, locale } = props;
  const lang = langOfField(props, field.name);
  const value = record[field.name];
  const drawn = <FieldValue {...{ field, t, locale, lang }} value={value} than={sureness(record)} />;
  const isPlain = field.name === kind.titleField || LEADING.includes(field.type) || isBlank(field, value);
  return isPlain ? (
    drawn
  ) : (
    <ToPast {...props} field={field}>
      {drawn}
    </ToPast>
  );
}

/** The fields without a column, in a row below the record. Text that a column already shows is not repeated. */
function MoreRow(props: OneRecord & { span: number }) {
  const { kind, record, span, t, locale } = props;
  const isColumn = (field: Field) => kind.columns?.includes(field.name) ?? false;
  const wordOf = (field: Field) =>
    field.type === "enum" && !isBlank(field, record[field.name])
      ? valueText(field, record[field.name], t, locale)
      : null;
  const said = kind.fields.filter(isColumn).map(wordOf);
  const rest = kind.fields.filter((field) => {
    const word = wordOf(field);
    return !isColumn(field) && (word === null || !said.includes(word));
  });
  const isShown = (field: Field) =>
    (field.name === "note" || field.name === "asOf" || !PROVENANCE.includes(field.name)) &&
    !isBlank(field, record[field.name]);
  if (!rest.some(isShown) && !props.historyOf) return null;
  return (
    <tr className="rest">
      <td colSpan={span}>
        <Facts {...props} fields={rest} />
        {rest.map((field) =>
          field.type === "records" && field.name !== WORDINGS ? (
            <Within key={field.name} {...props} field={field} />
          ) : null,
        )}
        <Wordings {...props} section={kind.key} fields={kind.fields} worded={props} />
        <Provenance {...props} />
      </td>
    </tr>
  );
}
