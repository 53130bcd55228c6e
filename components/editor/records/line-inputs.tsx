import { useState } from "react";
import { linesOf, textOrNull } from "@/lib/revisions/records/records-values";
import type { Field } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { Labelled } from "./labelled";

const INPUT_TYPES: Partial<Record<Field["type"], string>> = {
  email: "email",
  phone: "tel",
  number: "number",
};

export function Line({ field, value, path, problem, onChange }: FieldInputProps) {
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

export function LongText({ field, value, path, problem, onChange }: FieldInputProps) {
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

/** A list with one entry per line. The typed text stays as it is; the value is its entries. */
export function Lines({ field, value, path, problem, onChange }: FieldInputProps) {
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
