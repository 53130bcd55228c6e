import { message } from "@/lib/i18n/message";
import { optionsOffered } from "@/lib/revisions/records/records-offers";
import { textOrNull } from "@/lib/revisions/records/records-values";
import { FACTS, optionLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { ArticlesInput } from "./articles-input";
import { Confirm, Dated } from "./date-input";
import type { FieldInputProps } from "./field-props";
import { Grouped, Labelled } from "./labelled";
import { Line, Lines, LongText } from "./line-inputs";
import { CurrencyInput, LanguageInput, LawsInput } from "./pick-inputs";
import { useProvisions } from "./provision-choice";
import { AddressLine, DateLine } from "./read-inputs";

/** The control of one field, drawn by its description; the server checks by the same description. */
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
    case "date":
      return <DateLine {...props} />;
    case "url":
      return <AddressLine {...props} />;
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

function Options(props: FieldInputProps & { options: readonly string[] }) {
  const { field, value, problem, onChange, options } = props;
  const { t } = useEditorContext();
  // Elements can be chosen once the article is known; some articles have none.
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

/** A choice of another provision of the section by its locator; `path` ends with the record of this field. */
function OtherProvision(props: FieldInputProps) {
  const { field, path } = props;
  const choices = useProvisions().filter(({ id }) => !path.endsWith(`-${id}-${field.name}`));
  return <Choice {...props} choices={choices} />;
}

/** A choice of the country's declarations on the record's article; the chosen one stays available. */
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

/** A choice of one item that is defined elsewhere, by its label. */
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

/** Checkboxes for several values of a vocabulary. */
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
