import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import { type AnyRecord, isBlank } from "@/lib/revisions/records-fields";
import { valueText } from "./field-value";
import type { RecordsShape } from "./record-parts";

/** Returns the title of a record: the text of its title field, or the label of the option there; else its id. */
export function titleOf(kind: RecordsShape, record: AnyRecord, t: Translator, locale: Locale): string {
  const field = kind.fields.find((one) => one.name === kind.titleField);
  const value = inWordsOf(record, locale).record[kind.titleField];
  return field && !isBlank(field, value) ? valueText(field, value, t, locale) : record.id;
}
