import { useState } from "react";
import { message } from "@/lib/i18n/message";
import { datedFact } from "@/lib/revisions/records/records-values";
import { CONFIDENCES, type DatedFact, fieldLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { Labelled } from "./labelled";
import { useRecordsState } from "./open-context";
import { useDateWords } from "./read-inputs";

/** A date in a fact: as precise as known, with its confidence. */
export function Dated({ field, value, path, place, problem, onChange }: FieldInputProps) {
  const { t, data } = useEditorContext();
  const { loose } = useRecordsState();
  const fact = value as DatedFact | null;
  const [text, setText] = useState(() => String(loose.get(place)?.kept ?? fact?.value ?? ""));
  const [confidence, setConfidence] = useState<DatedFact["confidence"]>(fact?.confidence ?? "unverified");
  const { hintOf, problemOf } = useDateWords(field);
  const isWrong = text.trim() !== "" && datedFact(text, confidence, data.locale) === null;
  return (
    <div className="two">
      <Labelled field={field} problem={problem ?? problemOf(text)} hint={hintOf(text)}>
        {(control) => (
          <input
            className="in"
            {...control}
            aria-invalid={isWrong || control["aria-invalid"]}
            value={text}
            onChange={(event) => {
              const typed = event.target.value;
              const read = datedFact(typed, confidence, data.locale);
              setText(typed);
              // Text that is not a date has no value: it blocks the save, which would lose it.
              if (read === null && typed.trim() !== "")
                loose.set(place, {
                  kept: typed,
                  text: problemOf(typed) ?? t("revisions.rules.date"),
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
            onChange(datedFact(text, next, data.locale), null);
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

export function Confirm({ field, value, problem, onChange }: FieldInputProps) {
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
