import { Checkbox, SelectField, TextArea, TextField } from "@/components/ui/field";
import type { Finding } from "@/lib/cooperation/request/checks/draft";
import { MOST_CHARACTERS, ticked } from "@/lib/cooperation/request/draft";
import { type Field, type FieldKind, OPTIONS } from "@/lib/cooperation/request/fields";
import { phrase } from "@/lib/cooperation/request/phrases";
import { useRequest } from "./context";

interface Props {
  field: Field;
  /** Key of the value in the draft, and id of the field. */
  at: string;
  value: string;
  findings: readonly Finding[];
  set: (value: string) => void;
}

/** Kinds that are written from left to right in every language. */
const LTR: readonly FieldKind[] = ["date", "moment", "offset", "email", "phone", "code"];
const HINTED = ["date", "moment", "offset", "phone"] as const;
const hintOf = (kind: FieldKind) => HINTED.find((one) => one === kind);

/** One field by its kind, with what is wrong or doubtful about it. */
export function OneField({ field, at, value, findings, set }: Props) {
  const { t, locale, countries } = useRequest();
  const errors = findings
    .filter(({ level }) => level === "error")
    .map(({ code }) => t(`cooperation.request.check.${code}`));
  const warnings = findings
    .filter(({ level }) => level === "warning")
    .map(({ code }) => t(`cooperation.request.check.${code}`));
  const label = phrase(locale, `field.${field.id}`);
  const hinted = hintOf(field.kind);
  const hint = [...warnings, ...(hinted ? [t(`cooperation.request.hint.${hinted}`)] : [])].join(" ");
  const aside = field.isRequired ? t("cooperation.request.required") : "";
  const parts = { name: at, id: at, label, errors, aside, hint };
  if (field.kind === "many" && field.options) {
    const chosen = ticked(value);
    return (
      <fieldset className="f" id={at} tabIndex={-1}>
        <legend>{label}</legend>
        {errors.length > 0 ? <span className="msg">{errors.join(" ")}</span> : null}
        <div className="picks">
          {OPTIONS[field.options].map((option) => (
            <Checkbox
              key={option}
              name={`${at}.${option}`}
              label={phrase(locale, `option.${option}`)}
              checked={chosen.includes(option)}
              onChange={({ currentTarget }) =>
                set(
                  currentTarget.checked
                    ? [...chosen, option].join(" ")
                    : chosen.filter((one) => one !== option).join(" "),
                )
              }
            />
          ))}
        </div>
      </fieldset>
    );
  }
  if (field.kind === "one" && field.options) {
    const options = OPTIONS[field.options].map((one) => ({
      value: one,
      label: phrase(locale, `option.${one}`),
    }));
    return (
      <SelectField
        {...parts}
        empty={t("cooperation.request.choose")}
        options={options}
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  }
  if (field.kind === "country")
    return (
      <SelectField
        {...parts}
        empty={t("cooperation.request.choose")}
        options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  if (field.kind === "text")
    return (
      <TextArea
        {...parts}
        rows={4}
        maxLength={MOST_CHARACTERS}
        value={value}
        dir="auto"
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  return (
    <TextField
      {...parts}
      value={value}
      maxLength={2_000}
      dir={LTR.includes(field.kind) ? "ltr" : "auto"}
      autoComplete="off"
      spellCheck={false}
      onInput={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}
