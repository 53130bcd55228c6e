import { useState } from "react";
import { message } from "@/lib/i18n/message";
import { optionsOffered } from "@/lib/revisions/records/records-offers";
import { datedFact, linesOf, textOrNull } from "@/lib/revisions/records/records-values";
import {
  CONFIDENCES,
  type DatedFact,
  FACTS,
  type Field,
  fieldLabelKey,
  optionLabelKey,
} from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { ArticlesInput } from "./articles-input";
import type { FieldInputProps } from "./field-props";
import { Grouped, Labelled } from "./labelled";
import { useRecordsState } from "./open-context";
import { CurrencyInput, LanguageInput, LawsInput } from "./pick-inputs";
import { useProvisions } from "./provision-choice";

/** The control of one field, by its description; the same description checks it on the server. */
export function FieldInput(props: FieldInputProps) {
  const { field } = props;
  switch (field.type) {
    case "longtext":
      return <LongText {...props} />;
    case "provision":
      return <OtherProvision {...props} />;
    case "declaration":
      return <Declaration {...props} />;
    case "enum":
      return <Options {...props} options={["", ...optionsOffered(field, props.around, props.value)]} />;
    case "fact4":
      return <Options {...props} options={FACTS} />;
    case "enumList":
      return <Boxes {...props} />;
    case "sources":
      return props.citing(props);
    case "lang":
    case "langList":
      return <LanguageInput {...props} />;
    case "articles":
      return <ArticlesInput {...props} />;
    case "list":
      return field.offers === "laws" ? <LawsInput {...props} /> : <Lines {...props} />;
    case "text":
      return field.offers === "currencies" ? <CurrencyInput {...props} /> : <Line {...props} />;
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

const INPUT_TYPES: Partial<Record<Field["type"], string>> = {
  url: "url",
  email: "email",
  phone: "tel",
  number: "number",
};

function Line({ field, value, path, problem, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const isNumber = field.type === "number";
  return (
    <Labelled field={field} problem={problem}>
      {(control) => (
        <input
          className="in"
          {...control}
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

function LongText({ field, value, path, problem, onChange }: FieldInputProps) {
  return (
    <Labelled field={field} problem={problem}>
      {(control) => (
        <textarea
          className="in"
          {...control}
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

function Options(props: FieldInputProps & { options: readonly string[] }) {
  const { field, value, problem, onChange, options } = props;
  const { t } = useEditorContext();
  // Elements are offered once their article is known, and not every article has some.
  const hint =
    field.offers === "elements" && options.length < 2 ? t("editor.records.elementsHint") : undefined;
  return (
    <Labelled field={field} problem={problem} hint={hint}>
      {(control) => (
        <select
          className="in"
          {...control}
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
function OtherProvision(props: FieldInputProps) {
  const { field, path } = props;
  const choices = useProvisions().filter(({ id }) => !path.endsWith(`-${id}-${field.name}`));
  return <Choice {...props} choices={choices} />;
}

/** A declaration of the country on the record's article; one that is chosen stays until another is. */
function Declaration(props: FieldInputProps) {
  const { data, t } = useEditorContext();
  const [article = ""] = (props.record.articles as string[] | undefined) ?? [];
  const base = article.replace(/\(.*$/, "");
  const choices = (data.declarations ?? []).filter(
    ({ id, articles }) => articles.includes(base) || id === props.value,
  );
  const hint = choices.length === 0 ? t("editor.records.noDeclarations") : undefined;
  return <Choice {...props} choices={choices} hint={hint} />;
}

/** One of a list of things that stand elsewhere, by what they are called. */
function Choice(
  props: FieldInputProps & {
    choices: readonly { id: string; label: string }[];
    hint?: string | undefined;
  },
) {
  const { field, value, problem, hint, choices, onChange } = props;
  const { t } = useEditorContext();
  return (
    <Labelled field={field} problem={problem} hint={hint}>
      {(control) => (
        <select
          className="in"
          {...control}
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

/** Several of a vocabulary. */
function Boxes({ field, value, problem, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const chosen = new Set((value as string[] | undefined) ?? []);
  const toggle = (option: string) => {
    const next = chosen.has(option) ? [...chosen].filter((one) => one !== option) : [...chosen, option];
    onChange(next, null);
  };
  return (
    <Grouped field={field} problem={problem}>
      <div className="boxes">
        {(field.options ?? []).map((option) => (
          <label className="pick" key={option}>
            <input type="checkbox" checked={chosen.has(option)} onChange={() => toggle(option)} />
            <span dir="auto">{message(t, optionLabelKey(field, option))}</span>
          </label>
        ))}
      </div>
    </Grouped>
  );
}

/** A list, one entry a line. What is typed stays as typed; what is kept are its entries. */
function Lines({ field, value, path, problem, onChange }: FieldInputProps) {
  const { t } = useEditorContext();
  const [text, setText] = useState(((value as string[] | undefined) ?? []).join("\n"));
  return (
    <Labelled field={field} problem={problem} hint={t("editor.records.itemsHint")}>
      {(control) => (
        <textarea
          {...control}
          className="in"
          dir="auto"
          rows={2}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange(linesOf(event.target.value), path);
          }}
        />
      )}
    </Labelled>
  );
}

/** A date that is a fact: as precise as it is known, and how sure it is. */
function Dated({ field, value, path, place, problem, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  const { loose } = useRecordsState();
  const fact = value as DatedFact | null;
  const [text, setText] = useState(() => String(loose.get(place)?.kept ?? fact?.value ?? ""));
  const [confidence, setConfidence] = useState<DatedFact["confidence"]>(fact?.confidence ?? "unverified");
  const isWrong = text.trim() !== "" && datedFact(text, confidence) === null;
  return (
    <div className="two">
      <Labelled field={field} problem={problem}>
        {(control) => (
          <input
            className="in"
            {...control}
            inputMode="numeric"
            placeholder={t("editor.records.dateForm")}
            aria-invalid={isWrong || control["aria-invalid"]}
            value={text}
            onChange={(event) => {
              const typed = event.target.value;
              const read = datedFact(typed, confidence);
              setText(typed);
              // What is no date is no value: it holds the save, which would go without it.
              if (read === null && typed.trim() !== "")
                loose.set(place, {
                  kept: typed,
                  text: t("revisions.rules.date"),
                  name: message(t, fieldLabelKey(data.section, field)),
                });
              else loose.delete(place);
              onChange(read, path);
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

function Confirm({ field, value, problem, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  return (
    <label className="pick">
      <input
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked, null)}
      />
      <span>
        {message(t, fieldLabelKey(data.section, field))}
        {problem ? <span className="msg">{problem}</span> : null}
      </span>
    </label>
  );
}
