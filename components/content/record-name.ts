import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import { isReference } from "@/lib/vocabulary/references";
import { articleText, valueText } from "./field-value";

/**
 * Returns the name of a record: its title, the label of the chosen option or its article. For a provision without a
 * locator, its heading or its articles; else that it is new.
 */
export function recordName(
  field: Field | undefined,
  record: AnyRecord,
  t: Translator,
  locale: Locale,
): string {
  const value = field ? record[field.name] : null;
  const isGiven = Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== "";
  if (field && isGiven) return valueText(field, value, t, locale);
  const { heading, articles } = record;
  if (typeof heading === "string" && heading.trim() !== "") return heading;
  // The form without scripts shows what was typed, which may not be an article.
  const typed: unknown[] = Array.isArray(articles) ? articles : [];
  const named = typed.filter((one): one is string => typeof one === "string" && isReference(one));
  if (named.length === 0) return t("editor.records.untitled");
  return listText(
    named.map((one) => articleText(one, t)),
    locale,
  );
}
