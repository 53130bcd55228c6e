import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { langOfField } from "@/lib/revisions/records/wordings";
import {
  type AnyRecord,
  type Field,
  fieldLabelKey,
  isBlank,
  openFields,
} from "@/lib/revisions/records-fields";
import { FieldValue } from "./field-value";
import { type OneRecord, PROVENANCE, type RecordsShape, sureness, ToPast } from "./record-parts";

/** The types of fields that take a whole line among the facts of a record. */
const LONG: readonly Field["type"][] = ["longtext", "list", "url", "email"];

/** Returns the fields of a record that are shown among its facts. */
export function shownFields(fields: readonly Field[], record: AnyRecord): Field[] {
  return fields.filter(
    (field) =>
      field.type !== "records" &&
      !PROVENANCE.includes(field.name) &&
      (field.type === "fact4" || !isBlank(field, record[field.name])),
  );
}

/**
 * The facts of a record. Empty fields are left out, or named as open where readers look for them; fields with
 * four values also show "unknown".
 */
export function Facts(props: OneRecord & { fields: readonly Field[] }) {
  const { kind, record, fields, t, locale } = props;
  const shown = shownFields(fields, record);
  const open = openFields(fields, record);
  return (
    <>
      {shown.length > 0 ? (
        <dl className="dl">
          {shown.map((field) => (
            <div key={field.name} className={LONG.includes(field.type) ? "long" : undefined}>
              <dt>
                <ToPast {...props} field={field}>
                  {message(t, fieldLabelKey(kind.key, field))}
                </ToPast>
              </dt>
              <dd>
                {field.type === "declaration" ? (
                  <Declared {...props} id={String(record[field.name])} />
                ) : (
                  <FieldValue
                    {...{ field, t, locale }}
                    lang={langOfField(props, field.name)}
                    value={record[field.name]}
                    than={sureness(record)}
                  />
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {open.length > 0 ? <p className="small dim">{openText(kind, open, t, locale)}</p> : null}
    </>
  );
}

/** A link to the declaration that an assessment takes into account; says so if it is no longer recorded. */
function Declared({ declared, id, t }: OneRecord & { id: string }) {
  if (!declared) return t("revisions.record.declaration");
  const label = declared.get(id);
  return label ? <a href={`#treaty-status-${id}`}>{label}</a> : t("revisions.record.declarationGone");
}

/** Returns a text such as "Not yet researched: Adopted, Official text". */
export function openText(
  kind: Pick<RecordsShape, "key">,
  open: readonly Field[],
  t: Translator,
  locale: Locale,
): string {
  const names = open.map((field) => message(t, fieldLabelKey(kind.key, field)));
  return t("revisions.record.open", { fields: listText(names, locale) });
}
