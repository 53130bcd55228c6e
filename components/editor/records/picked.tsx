import { useState } from "react";
import type { ListEntry } from "@/components/listbox/listbox";
import { matching, meant, named } from "@/components/listbox/matching";
import { IconButton } from "@/components/ui/button";
import { message } from "@/lib/i18n/message";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { useRecordsState } from "./open-context";

/** The chosen values of a field, each with a button to remove it. */
export function Picked({
  chosen,
  onRemove,
}: {
  chosen: readonly ListEntry[];
  onRemove: (key: string) => void;
}) {
  const { t } = useEditorContext();
  if (chosen.length === 0) return null;
  return (
    <ul className="plain picked" aria-label={t("editor.records.chosen")}>
      {chosen.map(({ key, label, detail }) => (
        <li key={key} className="row">
          <span>
            <b>
              <bdi>{label}</bdi>
            </b>{" "}
            <span className="dim">{detail}</span>
          </span>
          <IconButton
            icon="x"
            label={t("common.pair", { label: t("editor.records.remove"), value: label })}
            onClick={() => onRemove(key)}
          />
        </li>
      ))}
    </ul>
  );
}

interface PickProps extends FieldInputProps {
  entries: readonly ListEntry[];
  hint?: string;
  isOne?: boolean;
  isFree?: boolean;
}

/**
 * One or several values of a long list, found by typing. `isFree`: values that are not in the list are kept
 * as typed.
 */
export function PickInput(props: PickProps) {
  const { field, value, place, problem, entries, hint, isOne = false, isFree = false, onChange } = props;
  const { t, data } = useEditorContext();
  const { loose, onCorrected } = useRecordsState();
  const [typed, setTyped] = useState(() => String(loose.get(place)?.kept ?? ""));
  const [isLeft, setLeft] = useState(typed !== "" && !isFree);
  const label = message(t, fieldLabelKey(data.section, field));
  const unknown = t("common.pick.unknown");
  const type = (text: string) => {
    setTyped(text);
    setLeft(false);
    if (text.trim() === "") loose.delete(place);
    else loose.set(place, { kept: text, text: unknown, name: label });
    onCorrected(place);
  };
  const keys = isOne ? (value ? [String(value)] : []) : ((value as string[] | undefined) ?? []);
  const set = (next: readonly string[]) => onChange(isOne ? (next[0] ?? null) : next, null);
  const take = (key: string) => {
    set(isOne ? [key] : [...new Set([...keys, key])]);
    type("");
  };
  const leave = () => {
    const text = typed.trim();
    if (text === "") return;
    const same =
      entries.find(({ key }) => key.toLocaleLowerCase() === text.toLocaleLowerCase()) ??
      (isFree ? named(text, entries) : meant(text, entries));
    if (same) take(same.key);
    else if (isFree) take(text);
    else setLeft(true);
  };
  return (
    <div className="stack g2">
      <Combobox
        label={label}
        isRequired={field.required}
        hint={hint}
        problem={isLeft ? unknown : problem}
        none={isFree ? undefined : t("common.pick.none")}
        value={typed}
        choices={matching(
          typed,
          entries.filter(({ key }) => !keys.includes(key)),
        )}
        onChange={type}
        onChoose={take}
        onLeave={leave}
      />
      <Picked
        chosen={keys.map((key) => entries.find((one) => one.key === key) ?? { key, label: key })}
        onRemove={(key) => set(keys.filter((one) => one !== key))}
      />
    </div>
  );
}
