import { titleOf } from "@/components/content/record-title";
import { localeOf, type Translator } from "@/lib/i18n/message";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { inWordsOf, langOfField, primaryLanguage } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** A name with its language, where that is not the reader's. */
export interface Name {
  text: string;
  lang?: string | undefined;
}

/** The names of a record: the main one for its reader, and another beside it. */
export interface RecordNames {
  first: Name;
  beside: Name | null;
  /** Whether the reader reads the original's language. */
  isOriginalFirst: boolean;
}

/**
 * Names a record for a reader: if its original title is in their language, that first, with the section's title
 * beside it; otherwise the reverse. `written`: the section's language.
 */
export function namesOf(t: Translator, kind: RecordsKind, record: AnyRecord, written?: string): RecordNames {
  const locale = localeOf(t);
  const read = inWordsOf(record, locale, written);
  const title: Name = { text: titleOf(kind, record, t, locale), lang: langOfField(read, kind.titleField) };
  const text: unknown = read.record[`${kind.titleField}Original`];
  if (typeof text !== "string" || text === "" || text === title.text)
    return { first: title, beside: null, isOriginalFirst: false };
  const lang: unknown = [record.lang].flat()[0];
  const own = typeof lang === "string" ? lang : "und";
  return primaryLanguage(own) === locale
    ? { first: { text }, beside: title, isOriginalFirst: true }
    : { first: title, beside: { text, lang: own }, isOriginalFirst: false };
}
