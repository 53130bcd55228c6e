import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { RecordsForm } from "@/lib/revisions/records/records-form";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";

/** What the fields of records offer, beside what the records themselves say. */
export interface RecordChoices {
  /** Articles of treaties, with their titles in the language of the page. */
  articles: readonly { id: string; title: string; isFinal: boolean }[];
  /** Declarations of the country, each with the articles that it is on. */
  declarations: readonly { id: string; label: string; articles: readonly string[] }[];
  /** Sources of the page. */
  sources: readonly { id: string; title: string }[];
  /** Languages, by the order of their names. */
  languages: readonly { value: string; label: string }[];
}

/** What every part of a form of records is drawn with. */
export interface RecordsFormParts {
  t: Translator;
  locale: Locale;
  /** The section's key: it names the labels of fields. */
  section: string;
  fields: readonly Field[];
  titleField: string;
  sourceFields: readonly Field[];
  choices: RecordChoices;
  form: RecordsForm;
  /** What is wrong, by the place of the field: "law-1/provisions/prov-1/articles". */
  problems: ReadonlyMap<string, string[]>;
}

/** One record of such a form. */
export interface RecordParts extends RecordsFormParts {
  /** The fields of this record. */
  own: readonly Field[];
  record: AnyRecord;
  around: AnyRecord | null;
  /** Ids and fields that lead to it. */
  path: readonly string[];
  /** Whether it is a new source, whose fields have labels of their own. */
  isSource?: boolean;
}
