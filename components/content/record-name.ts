import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import { valueText } from "./field-value";

/** Returns the name of a record: its title, the label of the chosen option or its article; else that it is new. */
export function recordName(
  field: Field | undefined,
  record: AnyRecord,
  t: Translator,
  locale: Locale,
): string {
  const value = field ? record[field.name] : null;
  const isGiven = Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== "";
  return field && isGiven ? valueText(field, value, t, locale) : t("editor.records.untitled");
}
