import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FilledField } from "@/lib/profiles/source-lookup/filled/model";
import type { LookedUp } from "@/lib/profiles/source-lookup/model";
import type { RecordsForm } from "@/lib/revisions/records/records-form";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";

/** The choices in the fields of records besides the records themselves. */
export interface RecordChoices {
  /** Articles of treaties, with their titles in the language of the page. */
  articles: readonly { id: string; title: string; isFinal: boolean }[];
  /** Declarations of the country, each with the articles that it concerns. */
  declarations: readonly { id: string; label: string; articles: readonly string[] }[];
  /** Sources of the page. */
  sources: readonly { id: string; title: string }[];
  /** Languages, sorted by name. */
  languages: readonly { value: string; label: string }[];
}

/** The look-up of a new source's address that the form was sent for: its source, its result and what it filled in. */
export interface SentLookup {
  source: string;
  result: LookedUp;
  filled: readonly FilledField[];
}

/** What every part of a form of records needs. */
export interface RecordsFormParts {
  t: Translator;
  locale: Locale;
  /** The section's key, for the labels of fields. */
  section: string;
  fields: readonly Field[];
  titleField: string;
  sourceFields: readonly Field[];
  choices: RecordChoices;
  form: RecordsForm;
  /** The errors by the place of the field: "law-1/provisions/prov-1/articles". */
  problems: ReadonlyMap<string, string[]>;
  /** Whether a new source can be filled in from its address, and what was just filled in. */
  lookUp: { isOffered: boolean; sent: SentLookup | null };
}

/** One record of such a form. */
export interface RecordParts extends RecordsFormParts {
  /** The fields of this record. */
  own: readonly Field[];
  record: AnyRecord;
  around: AnyRecord | null;
  /** Ids and fields that lead to it. */
  path: readonly string[];
  /** Whether it is a new source, whose fields have their own labels. */
  isSource?: boolean;
}
