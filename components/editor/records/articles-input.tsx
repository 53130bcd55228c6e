import { useState } from "react";
import { articleText } from "@/components/content/field-value";
import { message } from "@/lib/i18n/message";
import { articlesOffered, treatyOf, typedReferences } from "@/lib/revisions/records/records-offers";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import { isReference, partsOf, readReference } from "@/lib/vocabulary/references";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { Picked } from "./picked";

const MOST_SHOWN = 60;

/** Articles of treaties: chosen from a list by number or title, or typed the way lawyers write them. */
export function ArticlesInput({ field, value, record, around, problem, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  const [typed, setTyped] = useState("");
  const chosen = (value as string[] | undefined) ?? [];
  const all = data.articles ?? [];
  const treaty = treatyOf(field, around);
  const titleOf = (reference: string) => {
    const at = partsOf(reference);
    return all.find(({ id }) => at && id === `${at.treaty}-${at.number}`)?.title ?? "";
  };
  const nameOf = (reference: string) => (isReference(reference) ? articleText(reference, t) : reference);
  const entryOf = (reference: string) => ({
    key: reference,
    label: nameOf(reference),
    detail: titleOf(reference),
  });
  const remove = (reference: string) => {
    const left = chosen.filter((one) => one !== reference);
    onChange(left, null);
  };
  const take = (references: readonly string[]) => {
    if (references.length === 0) return;
    onChange(field.max === 1 ? references.slice(0, 1) : [...new Set([...chosen, ...references])], null);
    setTyped("");
  };

  const words = typed.trim().toLocaleLowerCase(data.locale);
  const read = readReference(typed, treaty);
  const fitting = articlesOffered(field, record, around, all).filter((reference) => {
    const text = `${nameOf(reference)} ${titleOf(reference)}`.toLocaleLowerCase(data.locale);
    return words === "" || text.includes(words) || (read !== null && read === reference);
  });
  const choices = [...new Set([...(read === null ? [] : [read]), ...fitting])]
    .filter((reference) => !chosen.includes(reference))
    .slice(0, MOST_SHOWN);
  const unread = chosen.filter((reference) => !isReference(reference));

  return (
    <div className="stack g2">
      <Combobox
        label={message(t, fieldLabelKey(data.section, field))}
        isRequired={field.required}
        hint={t(field.max === 1 ? "editor.records.articleHint" : "editor.records.articlesHint")}
        problem={problem ?? (unread.length > 0 ? t("revisions.rules.article") : undefined)}
        value={typed}
        choices={choices.map(entryOf)}
        onChange={setTyped}
        onChoose={(reference) => take([reference])}
        onLeave={() => take(typedReferences(typed, treaty))}
      />
      <Picked chosen={chosen.map(entryOf)} onRemove={remove} />
    </div>
  );
}
