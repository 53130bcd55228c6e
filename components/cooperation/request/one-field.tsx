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
export function OneField(props: Props) {
  const { t, locale, countries } = useRequest();
  const { field, value, set } = props;
  const parts = usePartsOf(props);
  if (field.kind === "many") return <ManyField {...props} />;
  const options =
    field.kind === "country"
      ? countries.map(({ code, name }) => ({ value: code, label: name }))
      : field.options &&
        OPTIONS[field.options].map((one) => ({ value: one, label: phrase(locale, `option.${one}`) }));
  if (options)
    return (
      <SelectField
        {...parts}
        empty={t("cooperation.request.choose")}
        options={options}
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

/** What every field says beside its value. */
function usePartsOf({ field, at, findings }: Props) {
  const { t, locale } = useRequest();
  const told = (level: Finding["level"]) =>
    findings.filter((one) => one.level === level).map(({ code }) => t(`cooperation.request.check.${code}`));
  const hinted = hintOf(field.kind);
  const hint = [...told("warning"), ...(hinted ? [t(`cooperation.request.hint.${hinted}`)] : [])].join(" ");
  return {
    name: at,
    id: at,
    label: phrase(locale, `field.${field.id}`),
    errors: told("error"),
    aside: field.isRequired ? t("cooperation.request.required") : "",
    hint,
  };
}

/** Options of which several can be ticked. */
function ManyField(props: Props) {
  const { field, at, value, set } = props;
  const { locale } = useRequest();
  const { label, errors } = usePartsOf(props);
  const chosen = ticked(value);
  const withChoice = (option: string, isChosen: boolean) =>
    (isChosen ? [...chosen, option] : chosen.filter((one) => one !== option)).join(" ");
  return (
    <fieldset className="f" id={at} tabIndex={-1}>
      <legend>{label}</legend>
      {errors.length > 0 ? <span className="msg">{errors.join(" ")}</span> : null}
      <div className="picks">
        {field.options &&
          OPTIONS[field.options].map((option) => (
            <Checkbox
              key={option}
              name={`${at}.${option}`}
              label={phrase(locale, `option.${option}`)}
              checked={chosen.includes(option)}
              onChange={({ currentTarget }) => set(withChoice(option, currentTarget.checked))}
            />
          ))}
      </div>
    </fieldset>
  );
}
