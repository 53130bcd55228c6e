import type { ReactNode } from "react";
import { recordName } from "@/components/content/record-name";
import { Button } from "@/components/ui/button";
import { message } from "@/lib/i18n/translator";
import { isOpenIn, listOf } from "@/lib/revisions/records/records-form";
import { divideFields, isAnyFilled } from "@/lib/revisions/records/records-more";
import { type RecordsStep, writeStep } from "@/lib/revisions/records/records-steps";
import { type AnyRecord, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import type { RecordParts, RecordsFormParts } from "./form-context";
import { PlainLookup } from "./plain-lookup";
import { PlainPaste } from "./plain-paste";
import { RecordControl } from "./record-control";

type RowsProps = RecordsFormParts & {
  own: readonly Field[];
  records: readonly AnyRecord[];
  around: AnyRecord | null;
  /** Ids and fields that lead to the list. */
  path: readonly string[];
  title: Field | undefined;
  level: 2 | 3 | 4;
};

/** Records in order, at most one of them open. Every button sends the form and returns it with that step done. */
export function RecordRows(props: RowsProps) {
  const { t, locale, own, records, around, path, title, level } = props;
  const Heading = `h${level}` as const;
  return (
    <ul className="records">
      {records.length === 0 ? <li className="dim small">{t("editor.records.empty")}</li> : null}
      {records.map((record, n) => {
        const at = [...path, record.id];
        const isOpen = isOpenIn(props.form, at);
        const name = recordName(title, record, t, locale);
        return (
          <li key={record.id} className={isOpen ? "box entry open" : "box entry"} id={at.join("/")}>
            <div className="row record-head">
              <Heading className="record-title">
                <bdi>{name}</bdi>
              </Heading>
              <Step
                does={isOpen ? "close" : "open"}
                path={at}
                label={t(isOpen ? "editor.records.close" : "editor.records.open")}
                of={name}
                isFocused={isOpen && props.form.open.length === at.length}
              />
              {n > 0 ? <Step does="up" path={at} label={t("editor.records.up")} of={name} /> : null}
              {n < records.length - 1 ? (
                <Step does="down" path={at} label={t("editor.records.down")} of={name} />
              ) : null}
              <Step does="remove" path={at} label={t("editor.records.remove")} of={name} />
            </div>
            {isOpen ? (
              <div className="in-b stack fields">
                <OpenRecord {...props} own={own} record={record} around={around} path={at} name={name} />
              </div>
            ) : null}
          </li>
        );
      })}
      <li>
        <Button
          name="form"
          value={`step:${writeStep({ does: "add", path })}`}
          icon="plus"
          size={level === 2 ? "normal" : "sm"}
        >
          {level === 2 ? t("editor.records.add") : t("editor.records.addItem")}
        </Button>
      </li>
    </ul>
  );
}

function Step(props: RecordsStep & { label: string; of: string; isFocused?: boolean }) {
  const { does, path, label, of, isFocused } = props;
  return (
    <Button
      size="sm"
      name="form"
      value={`step:${writeStep({ does, path })}`}
      // Opening a record moves the focus to it.
      autoFocus={isFocused}
      data-focus={isFocused ? "" : undefined}
    >
      {label} <span className="vh">{of}</span>
    </Button>
  );
}

/** The fields of the open record. */
function OpenRecord(props: RecordParts & { name: string } & Pick<RowsProps, "level">) {
  return <Divided {...props} draw={(field) => <OpenField key={field.name} {...props} field={field} />} />;
}

/** The first fields of a record, then the others behind "More fields". */
function Divided(props: RecordParts & { name: string; draw: (field: Field) => ReactNode }) {
  const { own, record, t, name, draw } = props;
  const { first, more } = divideFields(own);
  return (
    <>
      {first.map(draw)}
      {more.length > 0 ? (
        <details className="more folded" open={isNeeded(props, more) || isAnyFilled(more, record)}>
          <summary>
            {t("editor.records.more")}
            <span className="vh"> ({name})</span>
          </summary>
          <div className="stack fields">{more.map(draw)}</div>
        </details>
      ) : null}
    </>
  );
}

/** Whether one of these fields has a fault, or a record within it is open. */
function isNeeded({ problems, form, path }: RecordParts, fields: readonly Field[]): boolean {
  return fields.some((field) => {
    const place = [...path, field.name].join("/");
    const isWithin = (one: string) => one === place || one.startsWith(`${place}/`);
    return isWithin(form.open.join("/")) || [...problems.keys()].some(isWithin);
  });
}

/** One field of the open record, with its nested records or the new sources that it cites. */
function OpenField(props: RecordParts & { field: Field } & Pick<RowsProps, "level">) {
  const { field, record, t, section, path, level } = props;
  if (field.type !== "records")
    return (
      <div className="stack">
        <RecordControl {...props} field={field} />
        {field.type === "sources" ? <NewSources {...props} /> : null}
      </div>
    );
  return (
    <fieldset className="f nested" id={[...path, field.name].join("/")}>
      <legend>{message(t, fieldLabelKey(section, field))}</legend>
      {props.problems.get([...path, field.name].join("/"))?.map((problem) => (
        <p className="msg" key={problem}>
          {problem}
        </p>
      ))}
      <RecordRows
        {...props}
        own={field.fields ?? []}
        records={listOf(record, field.name)}
        around={record}
        path={[...path, field.name]}
        title={field.fields?.[0]}
        level={level === 2 ? 3 : 4}
      />
      {field.pastes ? <PlainPaste {...props} list={field} path={[...path, field.name]} /> : null}
    </fieldset>
  );
}

/** The new sources that a record cites, to fill in where they are cited, and the button to add one. */
function NewSources(props: RecordParts) {
  const { form, record, path, sourceFields, t } = props;
  const cited = new Set((record.sources as string[] | undefined) ?? []);
  return (
    <>
      {form.sources
        .filter(({ id }) => cited.has(id))
        .map((source) => (
          <fieldset className="f nested" key={source.id}>
            <legend>{t("editor.records.newSource")}</legend>
            <div className="stack">
              <SourceFields {...props} own={sourceFields} record={source} around={null} path={[source.id]} />
              <PlainLookup {...props} source={source.id} />
            </div>
          </fieldset>
        ))}
      <p>
        <Button size="sm" icon="plus" name="form" value={`step:${writeStep({ does: "source", path })}`}>
          {t("editor.records.newSource")}
        </Button>
      </p>
    </>
  );
}

function SourceFields(props: RecordParts) {
  return (
    <Divided
      {...props}
      isSource
      name={props.t("editor.records.newSource")}
      draw={(field) => <RecordControl key={field.name} {...props} isSource field={field} />}
    />
  );
}
