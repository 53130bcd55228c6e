import { useState } from "react";
import { dayText } from "@/components/time";
import { textOrNull } from "@/lib/revisions/records/records-values";
import type { Field } from "@/lib/revisions/records-fields";
import { readUrl } from "@/lib/text/href";
import { isAmbiguousDate, readWrittenDate } from "@/lib/text/written-date";
import { useEditorContext } from "../context";
import type { FieldInputProps } from "./field-props";
import { Labelled } from "./labelled";

/**
 * A date in the usual forms of the reader's language. It is a line of text and not of the type "date": that
 * type knows whole days only, while many dates of laws are known to the month or the year.
 */
export function DateLine(props: FieldInputProps) {
  const { hintOf, problemOf } = useDateWords(props.field);
  const { data } = useEditorContext();
  return (
    <ReadLine
      {...props}
      read={(text) => readWrittenDate(text, data.locale)}
      hintOf={hintOf}
      problemOf={problemOf}
    />
  );
}

/** Says how to write a date, how a typed one is understood, and why one is not. */
export function useDateWords(field: Field) {
  const { t, data } = useEditorContext();
  return {
    hintOf: (typed: string) => {
      const date = readWrittenDate(typed, data.locale);
      return date === null || date === typed.trim()
        ? t(field.precision === "day" ? "editor.records.dayForm" : "editor.records.dateForm")
        : t("editor.records.readAs", { value: dayText(date, data.locale, true) });
    },
    problemOf: (typed: string) =>
      isAmbiguousDate(typed, data.locale) ? t("revisions.rules.ambiguousDate") : undefined,
  };
}

/** A web address, which gets "https://" if it was typed without. */
export function AddressLine(props: FieldInputProps) {
  const { t } = useEditorContext();
  const hintOf = (typed: string) => {
    const url = readUrl(typed);
    const isAsTyped = url === null || url.startsWith(typed.trim());
    return isAsTyped ? t("editor.records.addressForm") : t("editor.records.readAs", { value: url });
  };
  return <ReadLine {...props} read={readUrl} hintOf={hintOf} inputMode="url" />;
}

/** A line whose typed text stays as it is, while the record has what was understood. */
function ReadLine(
  props: FieldInputProps & {
    read: (typed: string) => string | null;
    hintOf: (typed: string) => string;
    problemOf?: (typed: string) => string | undefined;
    inputMode?: "url";
  },
) {
  const { field, value, path, problem, inputMode, read, hintOf, problemOf, onChange } = props;
  const stored = typeof value === "string" ? value : "";
  const [typed, setTyped] = useState(stored);
  const understood = (text: string) => read(text) ?? textOrNull(text);
  // "Undo" changes the value, not what was typed.
  const shown = (understood(typed) ?? "") === stored ? typed : stored;
  return (
    <Labelled field={field} problem={problem ?? problemOf?.(shown)} hint={hintOf(shown)}>
      {(control) => (
        <input
          className="in"
          {...control}
          inputMode={inputMode}
          dir="auto"
          required={field.required}
          maxLength={field.max ?? 2000}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(understood(event.target.value), path);
          }}
        />
      )}
    </Labelled>
  );
}
