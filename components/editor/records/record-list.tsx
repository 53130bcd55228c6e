import { useEffect, useRef, useState } from "react";
import { recordName } from "@/components/content/record-name";
import { Button, IconButton } from "@/components/ui/button";
import { message } from "@/lib/i18n/message";
import { divideFields, isAnyFilled } from "@/lib/revisions/records/records-more";
import { blankRecord } from "@/lib/revisions/records/records-values";
import { type AnyRecord, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import { Part } from "../part";
import { FieldInput } from "./field-input";
import type { FieldInputProps } from "./field-props";
import { Grouped } from "./labelled";
import { MoreFields } from "./more-fields";
import { useRecordsState } from "./open-context";
import { DIALOGS } from "./parts";
import { SourcesInput } from "./sources-input";
import { useFocusWith } from "./use-focus-with";

interface Props {
  label: string;
  fields: readonly Field[];
  titleField: string;
  records: readonly AnyRecord[];
  path: string;
  /**
   * `place`: ids and fields from the list of all records to this one, each followed by a slash. `around`: the
   * record around this list.
   */
  place: string;
  around: AnyRecord | null;
  sources: SourceChoice[];
  level: 2 | 3;
  onChange: (records: AnyRecord[], touched: string | null) => void;
}

/** A list of records that can be added, opened, changed, moved and removed, all by keyboard. */
export function RecordList(props: Props) {
  const { label, fields, records, place, level, onChange } = props;
  const { t } = useEditorContext();
  const state = useRecordsState();
  const [open, setOpen] = useState(() => records.find(({ id }) => state.open.includes(id))?.id ?? null);
  const list = useRef<HTMLUListElement>(null);

  // The first record with a problem opens.
  const wrong = records.find(({ id }) =>
    state.problems.some((one) => one.place.startsWith(`${place}${id}/`)),
  )?.id;
  const known = useRef(0);
  useEffect(() => {
    // A correction takes a problem away: the record in which somebody types stays open then.
    const isAnswer = state.problems.length > known.current;
    known.current = state.problems.length;
    if (isAnswer && wrong !== undefined) setOpen(wrong);
  }, [wrong, state.problems.length]);

  const focusWith = useFocusWith(list);
  const add = () => {
    const record = blankRecord(fields);
    onChange([...records, record], null);
    setOpen(record.id);
    focusWith(`[data-record="${record.id}"] .fields input, [data-record="${record.id}"] .fields select`);
  };
  /** Reorders the list or removes a record, and moves the focus to the button of a nearby record. */
  const reorder = (next: AnyRecord[], near: AnyRecord | undefined) => {
    onChange(next, null);
    focusWith(near ? `[data-record="${near.id}"] .opener` : ".adder");
  };

  return (
    <ul className="records" ref={list} aria-label={label}>
      {records.length === 0 ? <li className="dim small">{t("editor.records.empty")}</li> : null}
      {records.map((record, index) => (
        <RecordEntry
          key={record.id}
          {...props}
          record={record}
          index={index}
          isOpen={open === record.id}
          onOpen={(isOpen) => setOpen(isOpen ? record.id : null)}
          reorder={reorder}
        />
      ))}
      <li>
        <Button
          type="button"
          icon="plus"
          className="adder"
          size={level === 3 ? "sm" : "normal"}
          onClick={add}
        >
          {level === 3 ? t("editor.records.addItem") : t("editor.records.add")}
        </Button>
      </li>
    </ul>
  );
}

interface EntryProps extends Props {
  record: AnyRecord;
  index: number;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  reorder: (next: AnyRecord[], near: AnyRecord | undefined) => void;
}

function RecordEntry(props: EntryProps) {
  const { fields, titleField, records, path, level, record, index, isOpen, onOpen, reorder } = props;
  const { t, data } = useEditorContext();
  const Heading = level === 2 ? "h2" : "h3";
  const titled = fields.find(({ name }) => name === titleField);
  const title = recordName(titled, record, t, data.locale);
  const id = `${path}-${record.id}`;
  const labelOf = (what: string) => t("common.pair", { label: what, value: title });
  const move = (by: -1 | 1) => {
    const next = records.filter((one) => one !== record);
    next.splice(index + by, 0, record);
    reorder(next, record);
  };
  const remove = () => {
    const next = records.filter((one) => one !== record);
    reorder(next, next[Math.min(index, next.length - 1)]);
  };
  return (
    <li data-record={record.id} className={isOpen ? "box entry open" : "box entry"}>
      <div className="row record-head">
        <Heading className="record-title">
          <button
            type="button"
            className="btn quiet opener"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => onOpen(!isOpen)}
          >
            <bdi>{title}</bdi>
          </button>
        </Heading>
        <IconButton
          icon="up"
          label={labelOf(t("editor.records.up"))}
          disabled={index === 0}
          onClick={() => move(-1)}
        />
        <IconButton
          icon="down"
          label={labelOf(t("editor.records.down"))}
          disabled={index === records.length - 1}
          onClick={() => move(1)}
        />
        <IconButton icon="x" label={labelOf(t("editor.records.remove"))} onClick={remove} />
      </div>
      {isOpen ? <RecordFields {...props} id={id} name={title} /> : null}
    </li>
  );
}

function RecordFields(props: EntryProps & { id: string; name: string }) {
  const { fields, record, id, name } = props;
  const state = useRecordsState();
  const { first, more } = divideFields(fields);
  const placeOf = (field: Field) => `${props.place}${record.id}/${field.name}`;
  const isWrong = (field: Field) =>
    state.problems.some(({ place }) => place === placeOf(field) || place.startsWith(`${placeOf(field)}/`));
  return (
    <div className="in-b stack fields" id={id}>
      {first.map((field) => (
        <RecordField key={field.name} {...props} field={field} place={placeOf(field)} />
      ))}
      {more.length > 0 ? (
        <MoreFields of={name} isFilled={isAnyFilled(more, record)} isWrong={more.some(isWrong)}>
          {more.map((field) => (
            <RecordField key={field.name} {...props} field={field} place={placeOf(field)} />
          ))}
        </MoreFields>
      ) : null}
    </div>
  );
}

/** One field of a record; `place` is the field's. */
function RecordField(props: EntryProps & { id: string; field: Field }) {
  const { records, around, sources, record, id, field, place, onChange } = props;
  const state = useRecordsState();
  return (
    <FieldInput
      field={field}
      value={record[field.name]}
      path={`${id}-${field.name}`}
      record={record}
      around={around}
      place={place}
      problem={state.problems.find((one) => one.place === place)?.text}
      sources={sources}
      nested={(nested) => <NestedRecords {...nested} />}
      citing={(citing) => <SourcesInput {...citing} />}
      onChange={(value, touched) => {
        state.onCorrected(place);
        onChange(
          records.map((one) => (one.id === record.id ? { ...one, [field.name]: value } : one)),
          touched,
        );
      }}
    />
  );
}

/** Records nested in a record, such as the provisions of a law. */
function NestedRecords(props: FieldInputProps) {
  const { field, value, path, place, record, problem, sources, onChange } = props;
  const { t, data } = useEditorContext();
  const [isPasting, setPasting] = useState(false);
  const label = message(t, fieldLabelKey(data.section, field));
  const records = (value as AnyRecord[] | undefined) ?? [];
  return (
    <Grouped field={field} problem={problem} className="f nested">
      <RecordList
        label={label}
        fields={field.fields ?? []}
        titleField={field.fields?.[0]?.name ?? "id"}
        records={records}
        path={path}
        place={`${place}/`}
        around={record}
        sources={sources}
        level={3}
        onChange={onChange}
      />
      {field.pastes ? (
        <p>
          <Button type="button" size="sm" kind="quiet" onClick={() => setPasting(true)}>
            {t("editor.records.paste.open")}
          </Button>
        </p>
      ) : null}
      {isPasting ? (
        <Part
          of={DIALOGS.paste}
          props={{
            list: field,
            present: records,
            onClose: () => setPasting(false),
            onAdd: (added) => onChange([...records, ...added], null),
          }}
        />
      ) : null}
    </Grouped>
  );
}
