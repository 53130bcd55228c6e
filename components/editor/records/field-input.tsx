import { type ReactNode, useId, useState } from "react";
import { message } from "@/lib/i18n/translator";
import {
  CONFIDENCES,
  type DatedFact,
  FACTS,
  type Field,
  fieldLabelKey,
  optionLabelKey,
} from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import { useProvisions } from "./provision-choice";
import { datedFact, linesOf, textOrNull } from "./values";

export interface FieldInputProps {
  field: Field;
  value: unknown;
  path: string;
  sources: SourceChoice[];
  onChange: (value: unknown, touched: string | null) => void;
  /** Draws records within the record: the list that this field stands in, once more. */
  nested: (props: FieldInputProps) => ReactNode;
}

/** The control of one field, by its description; the same description checks it on the server. */
export function FieldInput(props: FieldInputProps) {
  const { field } = props;
  switch (field.type) {
    case "longtext":
      return <LongText {...props} />;
    case "provision":
      return <OtherProvision {...props} />;
    case "enum":
      return <Options {...props} options={["", ...(field.options ?? [])]} />;
    case "fact4":
      return <Options {...props} options={FACTS} />;
    case "enumList":
    case "sources":
      return <Boxes {...props} />;
    case "list":
    case "langList":
    case "articles":
      return <Lines {...props} />;
    case "dated":
      return <Dated {...props} />;
    case "confirm":
      return <Confirm {...props} />;
    case "records":
      return props.nested(props);
    default:
      return <Line {...props} />;
  }
}

function Labelled({ field, children }: { field: Field; children: (id: string) => ReactNode }) {
  const { t, data } = useEditorContext();
  const id = useId();
  return (
    <div className="f">
      <label htmlFor={id}>
        {message(t, fieldLabelKey(data.section, field))}
        {field.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {children(id)}
    </div>
  );
}

const INPUT_TYPES: Partial<Record<Field["type"], string>> = {
  url: "url",
  email: "email",
  phone: "tel",
  number: "number",
};

function Line({ field, value, path, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const isNumber = field.type === "number";
  return (
    <Labelled field={field}>
      {(id) => (
        <input
          className="in"
          id={id}
          type={INPUT_TYPES[field.type] ?? "text"}
          dir="auto"
          required={field.required}
          maxLength={isNumber ? undefined : (field.max ?? 2000)}
          placeholder={field.type === "date" ? t("editor.records.dateForm") : undefined}
          value={value === null || value === undefined ? "" : String(value)}
          onChange={(event) => {
            const text = event.target.value;
            onChange(isNumber && text !== "" ? Number(text) : textOrNull(text), path);
          }}
        />
      )}
    </Labelled>
  );
}

function LongText({ field, value, path, onChange }: FieldInputProps) {
  return (
    <Labelled field={field}>
      {(id) => (
        <textarea
          className="in"
          id={id}
          dir="auto"
          rows={3}
          maxLength={field.max ?? 5000}
          value={String(value ?? "")}
          onChange={(event) => onChange(textOrNull(event.target.value), path)}
        />
      )}
    </Labelled>
  );
}

function Options({ field, value, onChange, options }: FieldInputProps & { options: readonly string[] }) {
  const { t } = useEditorContext();
  return (
    <Labelled field={field}>
      {(id) => (
        <select
          className="in"
          id={id}
          value={String(value ?? "")}
          onChange={(event) => onChange(textOrNull(event.target.value), null)}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {option === "" ? t("editor.records.choose") : message(t, optionLabelKey(field, option))}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Another provision of the section, chosen by its locator; `path` ends with the record that this one stands in. */
function OtherProvision({ field, value, path, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const choices = useProvisions().filter(({ id }) => !path.endsWith(`-${id}-${field.name}`));
  return (
    <Labelled field={field}>
      {(id) => (
        <select
          className="in"
          id={id}
          value={String(value ?? "")}
          onChange={(event) => onChange(textOrNull(event.target.value), null)}
        >
          <option value="">{t("editor.records.choose")}</option>
          {choices.map((one) => (
            <option key={one.id} value={one.id} dir="auto">
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Several of a vocabulary, or several of the profile's sources. */
function Boxes({ field, value, sources, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  const chosen = new Set((value as string[] | undefined) ?? []);
  const isSources = field.type === "sources";
  const options = isSources
    ? sources.map((source) => ({ value: source.id, label: source.title }))
    : (field.options ?? []).map((option) => ({
        value: option,
        label: message(t, optionLabelKey(field, option)),
      }));
  const toggle = (option: string) => {
    const next = chosen.has(option) ? [...chosen].filter((one) => one !== option) : [...chosen, option];
    onChange(next, null);
  };
  return (
    <fieldset className="f">
      <legend>{message(t, fieldLabelKey(data.section, field))}</legend>
      {isSources ? (
        <p className="hint">
          {t(options.length > 0 ? "editor.records.sourcesHint" : "editor.records.noSources")}
        </p>
      ) : null}
      <div className="boxes">
        {options.map((option) => (
          <label className="pick" key={option.value}>
            <input type="checkbox" checked={chosen.has(option.value)} onChange={() => toggle(option.value)} />
            <span dir="auto">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A list, one entry a line. What is typed stays as typed; what is kept are its entries. */
function Lines({ field, value, path, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const [text, setText] = useState(((value as string[] | undefined) ?? []).join("\n"));
  return (
    <Labelled field={field}>
      {(id) => (
        <>
          <span className="hint" id={`${id}-hint`}>
            {t("editor.records.itemsHint")}
          </span>
          <textarea
            className="in"
            id={id}
            dir="auto"
            rows={2}
            aria-describedby={`${id}-hint`}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              onChange(linesOf(event.target.value), path);
            }}
          />
        </>
      )}
    </Labelled>
  );
}

/** A date that is a fact: as precise as it is known, and how sure it is. */
function Dated({ field, value, path, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const fact = value as DatedFact | null;
  const [text, setText] = useState(fact?.value ?? "");
  const [confidence, setConfidence] = useState<DatedFact["confidence"]>(fact?.confidence ?? "unverified");
  const isWrong = text.trim() !== "" && datedFact(text, confidence) === null;
  return (
    <div className="two">
      <Labelled field={field}>
        {(id) => (
          <input
            className="in"
            id={id}
            inputMode="numeric"
            placeholder={t("editor.records.dateForm")}
            aria-invalid={isWrong || undefined}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              onChange(datedFact(event.target.value, confidence), path);
            }}
          />
        )}
      </Labelled>
      <div className="f">
        <label htmlFor={`${path}-confidence`}>{message(t, "revisions.fields.record.confidence")}</label>
        <select
          className="in"
          id={`${path}-confidence`}
          value={confidence}
          onChange={(event) => {
            const next = event.target.value as DatedFact["confidence"];
            setConfidence(next);
            onChange(datedFact(text, next), null);
          }}
        >
          {CONFIDENCES.map((option) => (
            <option key={option} value={option}>
              {message(t, `revisions.options.confidence.${option}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function Confirm({ field, value, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  return (
    <label className="pick">
      <input
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked, null)}
      />
      <span>{message(t, fieldLabelKey(data.section, field))}</span>
    </label>
  );
}
