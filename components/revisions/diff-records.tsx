import { Fragment, type ReactNode } from "react";
import { FieldValue, valueText } from "@/components/content/field-value";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import type { FieldChange, RecordChange, RecordsDiff } from "@/lib/revisions/model";
import { type Field, fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import { Deleted, type DiffViewProps, Folded, folded, Inserted, StateTag, sourceName } from "./diff-marks";

interface Drawing {
  t: Translator;
  locale: Locale;
  kind: string;
  sourceTitle: DiffViewProps["sourceTitle"];
}

/** The changes of records: each with its name and state, old values beside new. */
export function RecordsDiffView({ diff, t, locale, sourceTitle }: DiffViewProps & { diff: RecordsDiff }) {
  const drawing: Drawing = { t, locale, kind: diff.kind, sourceTitle };
  return <ul className="list">{changes(diff.records, diff.fields, diff.titleField, drawing)}</ul>;
}

function changes(
  records: readonly RecordChange[],
  fields: readonly Field[],
  titleField: string,
  drawing: Drawing,
): ReactNode {
  return folded(records, (record) => record.state !== "same", 0).map((item, n) => (
    <li key={String(n)} {...(isWhole(item) ? { "data-change": "" } : {})}>
      {typeof item === "number" ? (
        <Folded count={item} t={drawing.t} />
      ) : (
        <Change change={item} fields={fields} titleField={titleField} drawing={drawing} />
      )}
    </li>
  ));
}

/** Whether all of a record is one change: added, removed or moved. In other records each changed field is one. */
function isWhole(item: RecordChange | number): boolean {
  return typeof item !== "number" && item.state !== "changed";
}

function Change(props: {
  change: RecordChange;
  fields: readonly Field[];
  titleField: string;
  drawing: Drawing;
}) {
  const { change, fields, titleField, drawing } = props;
  const record = change.after ?? change.before;
  const field = fields.find((one) => one.name === titleField);
  const value = record?.[titleField];
  const title =
    field && !isBlank(field, value) ? valueText(field, value, drawing.t, drawing.locale) : change.id;
  return (
    <>
      <p className="row">
        <b>{marked(<bdi>{title}</bdi>, change.state, drawing.t)}</b>
        <StateTag state={change.state} moved={change.moved} t={drawing.t} />
      </p>
      <Fields change={change} fields={listedFields(change, fields, titleField, drawing)} drawing={drawing} />
    </>
  );
}

function marked(name: ReactNode, state: RecordChange["state"], t: Translator): ReactNode {
  if (state === "added") return <Inserted t={t}>{name}</Inserted>;
  return state === "removed" ? <Deleted t={t}>{name}</Deleted> : name;
}

/**
 * Returns the fields to list. For an added or removed record, leaves out its name, which is above, words that
 * another field already says (step "Accession", instrument "Accession"), and the note that it has sources,
 * which are listed.
 */
function listedFields(
  change: RecordChange,
  fields: readonly Field[],
  titleField: string,
  { t, locale }: Drawing,
): readonly Field[] {
  if (change.state !== "added" && change.state !== "removed") return fields;
  const record = change.after ?? change.before;
  const said = new Set<string>();
  return fields.filter((field) => {
    const value = record?.[field.name];
    if (field.name === titleField || (field.name === "sourceState" && value === "cited")) return false;
    if (field.type !== "enum" || isBlank(field, value)) return true;
    const word = valueText(field, value, t, locale);
    if (said.has(word)) return false;
    said.add(word);
    return true;
  });
}

function Fields({
  change,
  fields,
  drawing,
}: {
  change: RecordChange;
  fields: readonly Field[];
  drawing: Drawing;
}) {
  const rows = fields.flatMap((field) => {
    const changed = fieldChange(change, field);
    return changed ? [{ field, changed }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <dl className="dl">
      {rows.map(({ field, changed }) => (
        <div key={field.name} {...(changed.records ? {} : { "data-change": "" })}>
          <dt>{message(drawing.t, fieldLabelKey(drawing.kind, field))}</dt>
          <dd>
            <ChangedValue field={field} change={changed} drawing={drawing} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Returns the change of a field. In an added or removed record every field with a value is a change. */
function fieldChange(change: RecordChange, field: Field): FieldChange | null {
  if (change.state !== "added" && change.state !== "removed") {
    return change.fields.find((one) => one.name === field.name) ?? null;
  }
  const value = (change.after ?? change.before)?.[field.name];
  if (isBlank(field, value)) return null;
  const [before, after] = change.state === "added" ? [null, value] : [value, null];
  const records =
    field.type === "records"
      ? (value as { id: string }[]).map((record) => wholeRecord(record, change.state))
      : null;
  return { name: field.name, before, after, words: null, added: [], removed: [], records };
}

function wholeRecord(record: { id: string }, state: RecordChange["state"]): RecordChange {
  const [before, after] = state === "added" ? [null, record] : [record, null];
  return { id: record.id, state, moved: false, before, after, fields: [] };
}

function ChangedValue({ field, change, drawing }: { field: Field; change: FieldChange; drawing: Drawing }) {
  const { t } = drawing;
  if (change.records) {
    const inside = field.fields ?? [];
    return <ul className="list">{changes(change.records, inside, inside[0]?.name ?? "", drawing)}</ul>;
  }
  if (change.words) {
    return change.words.map((run, n) => {
      const key = String(n);
      const text = lines(run.text);
      if (run.op === "same") return <Fragment key={key}>{text}</Fragment>;
      return run.op === "ins" ? (
        <Inserted key={key} t={t}>
          {text}
        </Inserted>
      ) : (
        <Deleted key={key} t={t}>
          {text}
        </Deleted>
      );
    });
  }
  const isList = Array.isArray(change.before) && Array.isArray(change.after);
  const [was, now] = isList ? [change.removed, change.added] : [change.before, change.after];
  return (
    <>
      {isBlank({ ...field, type: field.type === "fact4" ? "text" : field.type }, was) ? null : (
        <Deleted t={t}>
          <Plain field={field} value={was} drawing={drawing} />
        </Deleted>
      )}{" "}
      {isBlank({ ...field, type: field.type === "fact4" ? "text" : field.type }, now) ? (
        isList ? null : (
          <Tag>{t("revisions.diff.empty")}</Tag>
        )
      ) : (
        <Inserted t={t}>
          <Plain field={field} value={now} drawing={drawing} />
        </Inserted>
      )}
    </>
  );
}

/** Draws a value as text: within a mark it must not be a list or a link. */
function Plain({ field, value, drawing }: { field: Field; value: unknown; drawing: Drawing }) {
  const { t, locale, sourceTitle } = drawing;
  if (field.type === "sources") {
    const names = (value as string[]).map((id) => sourceName(id, sourceTitle));
    return <bdi>{names.join(" · ")}</bdi>;
  }
  if (field.type === "url" || field.type === "list") {
    return <bdi>{Array.isArray(value) ? value.join(" · ") : String(value)}</bdi>;
  }
  if (field.type === "longtext") return <span dir="auto">{lines(String(value))}</span>;
  return <FieldValue field={field} value={value} t={t} locale={locale} />;
}

/** Draws text with its line breaks; an empty line separates paragraphs. */
function lines(text: string): ReactNode {
  return text.split("\n").map((line, n) => (
    <Fragment key={String(n)}>
      {n > 0 ? <br /> : null}
      {line}
    </Fragment>
  ));
}
