import { useEffect, useRef, useState } from "react";
import { recordName } from "@/components/content/record-name";
import { Button, IconButton } from "@/components/ui/button";
import { message } from "@/lib/i18n/message";
import { blankRecord } from "@/lib/revisions/records/records-values";
import { type AnyRecord, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import { FieldInput } from "./field-input";
import type { FieldInputProps } from "./field-props";
import { Grouped } from "./labelled";
import { useRecordsState } from "./open-context";
import { SourcesInput } from "./sources-input";
import { useFocusWith } from "./use-focus-with";

interface Props {
  label: string;
  fields: readonly Field[];
  titleField: string;
  records: readonly AnyRecord[];
  path: string;
  /** Ids and fields from the list of all records to this one, each with a stroke behind it; the record around it. */
  place: string;
  around: AnyRecord | null;
  sources: SourceChoice[];
  level: 2 | 3;
  onChange: (records: AnyRecord[], touched: string | null) => void;
}

/** Records in their order: added, opened, changed, moved and removed, all by keyboard. */
export function RecordList(props: Props) {
  const { label, fields, titleField, records, path, place, around, sources, level, onChange } = props;
  const { t, data } = useEditorContext();
  const state = useRecordsState();
  const [open, setOpen] = useState(() => records.find(({ id }) => state.open.includes(id))?.id ?? null);
  const Heading = level === 2 ? "h2" : "h3";
  const list = useRef<HTMLUListElement>(null);

  // What was found wrong is shown: the first record with something of it opens.
  const wrong = records.find(({ id }) =>
    state.told.some((one) => one.place.startsWith(`${place}${id}/`)),
  )?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server opens it anew
  useEffect(() => {
    if (wrong !== undefined) setOpen(wrong);
  }, [wrong, state.told.length]);

  const focusWith = useFocusWith(list);
  const add = () => {
    const record = blankRecord(fields);
    onChange([...records, record], null);
    setOpen(record.id);
    focusWith(`[data-record="${record.id}"] .fields input, [data-record="${record.id}"] .fields select`);
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...records];
    const [moved] = next.splice(index, 1);
    if (!moved) return;
    next.splice(index + by, 0, moved);
    onChange(next, null);
    focusWith(`[data-record="${moved.id}"] .opener`);
  };
  const remove = (index: number) => {
    const next = records.filter((_, at) => at !== index);
    onChange(next, null);
    const near = next[Math.min(index, next.length - 1)];
    focusWith(near ? `[data-record="${near.id}"] .opener` : ".adder");
  };
  const titleOf = (record: AnyRecord) =>
    recordName(
      fields.find(({ name }) => name === titleField),
      record,
      t,
      data.locale,
    );

  return (
    <ul className="records" ref={list} aria-label={label}>
      {records.length === 0 ? <li className="dim small">{t("editor.records.empty")}</li> : null}
      {records.map((record, index) => {
        const isOpen = open === record.id;
        const title = titleOf(record);
        const id = `${path}-${record.id}`;
        return (
          <li key={record.id} data-record={record.id} className={isOpen ? "box entry open" : "box entry"}>
            <div className="row record-head">
              <Heading className="record-title">
                <button
                  type="button"
                  className="btn quiet opener"
                  aria-expanded={isOpen}
                  aria-controls={id}
                  onClick={() => setOpen(isOpen ? null : record.id)}
                >
                  <bdi>{title}</bdi>
                </button>
              </Heading>
              <IconButton
                icon="up"
                label={t("common.pair", { label: t("editor.records.up"), value: title })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon="down"
                label={t("common.pair", { label: t("editor.records.down"), value: title })}
                disabled={index === records.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton
                icon="x"
                label={t("common.pair", { label: t("editor.records.remove"), value: title })}
                onClick={() => remove(index)}
              />
            </div>
            {isOpen ? (
              <div className="in-b stack fields" id={id}>
                {fields.map((field) => (
                  <FieldInput
                    key={field.name}
                    field={field}
                    value={record[field.name]}
                    path={`${id}-${field.name}`}
                    record={record}
                    around={around}
                    place={`${place}${record.id}/${field.name}`}
                    problem={
                      state.told.find((one) => one.place === `${place}${record.id}/${field.name}`)?.text
                    }
                    sources={sources}
                    nested={(props) => <NestedRecords {...props} />}
                    citing={(props) => <SourcesInput {...props} />}
                    onChange={(value, touched) => {
                      state.onMend(`${place}${record.id}/${field.name}`);
                      onChange(
                        records.map((one) => (one.id === record.id ? { ...one, [field.name]: value } : one)),
                        touched,
                      );
                    }}
                  />
                ))}
              </div>
            ) : null}
          </li>
        );
      })}
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

/** Records within a record, such as the provisions of a law. */
function NestedRecords(props: FieldInputProps) {
  const { field, value, path, place, record, problem, sources, onChange } = props;
  const { t, data } = useEditorContext();
  const label = message(t, fieldLabelKey(data.section, field));
  return (
    <Grouped field={field} problem={problem} className="f nested">
      <RecordList
        label={label}
        fields={field.fields ?? []}
        titleField={field.fields?.[0]?.name ?? "id"}
        records={(value as AnyRecord[] | undefined) ?? []}
        path={path}
        place={`${place}/`}
        around={record}
        sources={sources}
        level={3}
        onChange={onChange}
      />
    </Grouped>
  );
}
