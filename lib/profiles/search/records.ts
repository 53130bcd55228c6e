import { append } from "@/lib/core/append";
import { parseUrl } from "@/lib/core/url";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { LOCALES } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { briefly, type Sureness, withDoubt } from "@/lib/revisions/doubt";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { primaryLanguage, WORDINGS, wordingsOf, wordNames } from "@/lib/revisions/records/wordings";
import { type AnyRecord, type Field, optionLabelKey } from "@/lib/revisions/records-fields";
import type { Passage } from "@/lib/search";

type Shape = Pick<RecordsKind, "fields" | "titleField">;

/** Identifiers of a record in law: places and numbers, not words. */
const IDENTIFYING = new Set(["number", "ecli", "reference", "locator"]);
/** Whether a field is in the record's own language, not the profile's. */
const isOriginal = (field: Field) => field.name.endsWith("Original") || field.name === "heading";

export interface RecordWords {
  /** Its name in its own language. */
  names: Passage[];
  /** Labels of values chosen from lists, in every language of the interface. */
  labels: Passage[];
  /** Names of the articles that it answers, in every language of the interface. */
  articles: Passage[];
  identifiers: string[];
  passages: Passage[];
}

function languageOf(record: AnyRecord): string | undefined {
  const lang = Array.isArray(record.lang) ? record.lang[0] : record.lang;
  return typeof lang === "string" ? lang.slice(0, 3).replace(/-.*$/, "") : undefined;
}

/** Groups the words of a record by their weight in search. */
export function wordsOfRecord(kind: Shape, record: AnyRecord): RecordWords {
  const language = languageOf(record);
  const found: RecordWords = { names: [], labels: [], articles: [], identifiers: [], passages: [] };
  for (const one of wordingsOf(record)) {
    const language = primaryLanguage(one.lang) ?? undefined;
    for (const name of wordNames(one)) {
      const text = [one[name]].flat().join(". ");
      if (name === kind.titleField || name === "heading") found.names.push({ text, language });
      else found.passages.push({ text, language });
    }
  }
  for (const field of kind.fields) {
    const value = record[field.name];
    if (value === null || value === undefined || value === "") continue;
    if (field.type === "articles") {
      append(found.identifiers, (value as string[]).map(articleName));
      append(found.articles, (value as string[]).flatMap(articleTitles));
    } else if (field.type === "enum" || field.type === "enumList")
      append(found.labels, labelsOf(field, value));
    else if (IDENTIFYING.has(field.name)) found.identifiers.push(String(value));
    else if (isOriginal(field)) found.names.push({ text: String(value), language });
    else if (field.name !== kind.titleField) append(found.passages, textOf(field, value, language));
  }
  return found;
}

/** Returns "185-2" as lawyers write it; articles of other treaties with the treaty's number. */
function articleName(article: string): string {
  const [treaty = "", place = ""] = article.split(/-(.*)/);
  return treaty === "185" ? `Article ${place} BC` : `CETS ${treaty} Article ${place}`;
}

/** Returns the title of an article, "Illegal access" for "185-2", since practitioners search by it. */
function articleTitles(article: string): Passage[] {
  const key = `vocabulary.article.${article}`;
  return LOCALES.flatMap((language) => {
    const text = message(translator(language), key);
    return text === key ? [] : [{ text, language }];
  });
}

/** Fields about confidence and status: their words say nothing about the subject. */
const UNSAID = new Set(["confidence", "sourceState", "status"]);

function labelsOf(field: Field, value: unknown): Passage[] {
  if (UNSAID.has(field.name)) return [];
  const options = Array.isArray(value) ? value.map(String) : [String(value)];
  return LOCALES.map((language) => ({
    text: options.map((option) => message(translator(language), optionLabelKey(field, option))).join(", "),
    language,
  }));
}

function textOf(field: Field, value: unknown, language: string | undefined): Passage[] {
  switch (field.type) {
    case "text":
    case "longtext":
      return [{ text: String(value), ...(field.name === "text" ? { language } : {}) }];
    case "list":
      return (value as string[]).map((text) => ({ text }));
    case "url": {
      const url = parseUrl(String(value));
      return url ? [{ text: url.hostname, language: "" }] : [];
    }
    case "email":
    case "phone":
      return [{ text: String(value), language: "" }];
    default:
      return [];
  }
}

/** Lists the text of a record in reading order, names and numbers first, then the records within it. */
export function recordPassages(kind: Shape, record: AnyRecord): Passage[] {
  const { names, identifiers, passages } = wordsOfRecord(kind, record);
  const within = kind.fields
    .filter((field) => field.type === "records" && field.name !== WORDINGS)
    .flatMap((field) =>
      ((record[field.name] ?? []) as AnyRecord[]).flatMap((inner) =>
        innerPassages({ fields: field.fields ?? [], titleField: "" }, inner),
      ),
    );
  const said = identifiers.filter((one) => !/BC$|^CETS/.test(one)).map((text) => ({ text, language: "" }));
  return [...names, ...said, ...passages, ...within];
}

/**
 * The same for a record within another: it has its own mark of doubt, since that of the whole does not apply to
 * it.
 */
function innerPassages(kind: Shape, record: AnyRecord): Passage[] {
  const sure = briefly(record.confidence as Sureness);
  const t = translator(DEFAULT_CONTENT_LANGUAGE);
  const places = kind.fields.filter(({ name }) => IDENTIFYING.has(name)).map(({ name }) => record[name]);
  return recordPassages(kind, record).map((passage) =>
    places.includes(passage.text) ? { ...passage, text: withDoubt(t, passage.text, sure) } : passage,
  );
}
