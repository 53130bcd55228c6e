import { called } from "@/components/listbox/names";
import { currencyChoices } from "@/components/records/currency-choices";
import { languageChoices } from "@/components/records/language-choices";
import { languageName } from "@/lib/i18n/language-names";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { PickInput } from "./picked";
import { useSectionRecords } from "./provision-choice";

/** A choice of one or several languages by name. */
export function LanguageInput(props: FieldInputProps) {
  const { data } = useEditorContext();
  const own = [props.value].flat().filter((tag): tag is string => typeof tag === "string" && tag !== "");
  const listed = languageChoices(data.locale);
  // A tag that is not in the list is labelled with its own name.
  const others = own.filter((tag) => !listed.some(({ value }) => value === tag));
  const entries = [
    ...listed,
    ...others.map((tag) => ({ value: tag, label: languageName(tag, data.locale) })),
  ].map(({ value, label }) => ({ key: value, label, called: called("language", value) }));
  return <PickInput {...props} entries={entries} isOne={props.field.type === "lang"} />;
}

/** A choice of currency by name or code; one that is not in the list is shown by its code. */
export function CurrencyInput(props: FieldInputProps) {
  const { data } = useEditorContext();
  const listed = currencyChoices(data.locale);
  const own = typeof props.value === "string" ? props.value : "";
  const isListed = own === "" || listed.some(({ value }) => value === own);
  const entries = [...listed, ...(isListed ? [] : [{ value: own, label: own }])].map(({ value, label }) => ({
    key: value,
    label,
    called: called("currency", value),
  }));
  return <PickInput {...props} entries={entries} isOne />;
}

/** A choice of other laws of the section by title; a law that is not recorded is typed by name. */
export function LawsInput(props: FieldInputProps) {
  const { t } = useEditorContext();
  const titles = useSectionRecords()
    .filter(({ id }) => id !== props.record.id)
    .flatMap(({ title }) => (typeof title === "string" && title.trim() !== "" ? [title] : []));
  const entries = [...new Set(titles)].map((title) => ({ key: title, label: title }));
  return <PickInput {...props} entries={entries} isFree hint={t("editor.records.lawsHint")} />;
}
