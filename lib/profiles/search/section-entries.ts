import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import { translationsOf } from "@/lib/profiles/kinds/translations";
import type { SectionKey } from "@/lib/profiles/model";
import { briefly, type Sureness, withDoubt } from "@/lib/revisions/doubt";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { type Passage, prosePassages, type SearchEntry } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import type { SearchKind } from "@/lib/vocabulary/search-kinds";
import { byLocale, countryContext, inEach, namesOf, type Place } from "./country-words";
import { recordPassages, wordsOfRecord } from "./records";

/** Language of a section's text if it states none. */
export const LANGUAGE = DEFAULT_CONTENT_LANGUAGE;

/** Kind of search result for the records of a section; sections not listed are found as a whole. */
const RECORD_KINDS: Partial<Record<SectionKey, SearchKind>> = {
  laws: "law",
  bills: "law",
  institutions: "institution",
  reporting: "institution",
  authorities: "institution",
  strategies: "strategy",
  "case-law": "case",
  sources: "source",
};

/** Other names for a section: a search for a country's law means both of these. */
const LAW: readonly Passage[] = [
  { text: "law, legislation", language: "en" },
  { text: "droit, législation", language: "fr" },
  { text: "القانون، التشريعات", language: "ar" },
];
const ALSO_CALLED: Partial<Record<SectionKey, readonly Passage[]>> = { legislation: LAW, laws: LAW };

const sectionName = (key: SectionKey) => (locale: Locale) =>
  message(translator(locale), `profiles.sections.${key}`);

/** Language of an entry, whether that is a translation, and when it was verified. */
interface Written {
  language: string;
  isTranslation: boolean;
  verifiedOn: string | null;
}
const AS_USUAL: Written = { language: LANGUAGE, isTranslation: false, verifiedOn: null };

/**
 * Builds the entries of a section: one for the section; one for each record if `RECORD_KINDS` lists the section;
 * and one for each provision of a law. None for an empty section.
 */
export function sectionEntries(
  place: Place,
  key: SectionKey,
  content: unknown,
  at: Date,
  { language, isTranslation, verifiedOn }: Written = AS_USUAL,
): SearchEntry[] {
  const kind = kindOf(key);
  if (kind.isEmpty(content)) return [];
  const records = recordsKindOf(key);
  const path = `/countries/${place.slug}`;
  const names = namesOf(place);
  const titleOf = sectionName(key);
  const partName = (locale: Locale) =>
    isTranslation
      ? translator(locale)("translations.sectionIn", {
          section: titleOf(locale),
          language: languageName(language, locale),
        })
      : titleOf(locale);
  const whole: SearchEntry = {
    key: "section",
    kind: "profile",
    path: isTranslation ? `${path}?lang=${language}` : path,
    anchor: key,
    title: byLocale((locale) =>
      translator(locale)("search.sectionTitle", { country: names[locale], section: partName(locale) }),
    ),
    language,
    countries: [place.iso2],
    at,
    verifiedOn,
    context: [...countryContext(place), ...(ALSO_CALLED[key] ?? []), ...labelsWithin(key, content)],
    passages: records
      ? sectionPassages(key, content as RecordsContent)
      : prosePassages(key, content as Content, key),
  };
  const recordKind = RECORD_KINDS[key];
  if (!records || !recordKind) return [whole];
  const context = [...countryContext(place), ...inEach(titleOf)];
  const common = { path, language, countries: [place.iso2], at } as const;
  const own = (content as RecordsContent).records.flatMap((record) =>
    recordEntries(key, record, recordKind).map((entry) => ({
      ...common,
      ...entry,
      // A verified section makes its content verified.
      verifiedOn: later(entry.verifiedOn ?? null, verifiedOn),
      context: [...context, ...(entry.context ?? [])],
    })),
  );
  return [whole, ...own];
}

/** The later of two days. */
const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a);

/** Labels of fields with only choices, such as a treaty's status, for records without entries of their own. */
function labelsWithin(key: SectionKey, content: unknown): Passage[] {
  const kind = recordsKindOf(key);
  if (!kind || RECORD_KINDS[key]) return [];
  return (content as RecordsContent).records.flatMap((record) => wordsOfRecord(kind, record).labels);
}

/**
 * Lists the text of a section of records: only names for records with entries of their own, all words for
 * others; nothing for sources.
 */
function sectionPassages(key: SectionKey, { records }: RecordsContent): Passage[] {
  const kind = recordsKindOf(key);
  if (!kind || key === "sources") return [];
  return records.flatMap((record): Passage[] => {
    const anchor = `${key}-${record.id}`;
    if (RECORD_KINDS[key]) return [{ text: kind.titleOf(record), anchor }];
    return recordPassages(kind, record).map((passage) => ({ ...passage, anchor }));
  });
}

/** The day on which its author checked a record: its as-of date, if it is marked as confirmed. */
function checkedDayOf({ asOf, confidence }: Readonly<Record<string, unknown>>): string | null {
  return confidence === "confirmed" && typeof asOf === "string" ? asOf : null;
}

/** Returns a record's name in each language of the interface in which it is recorded, else as it is. */
function titleIn(kind: Pick<RecordsKind, "titleOf">, record: AnyRecord): string | Record<Locale, string> {
  const title = kind.titleOf(record);
  const titles = byLocale((locale) => kind.titleOf(inWordsOf(record, locale).record));
  return Object.values(titles).every((one) => one === title) ? title : titles;
}

/**
 * Builds a name for search and lists. If it is unverified or disputed, the title says so in the reader's language;
 * `ownTitle` is the name without this mark, by which it is found.
 */
function doubtable(
  title: string | Record<Locale, string>,
  value: Sureness,
): Pick<SearchEntry, "title" | "ownTitle"> {
  const sure = briefly(value);
  if (sure === "confirmed") return { title };
  const own = typeof title === "string" ? { "": title } : title;
  return {
    title: byLocale((locale) =>
      withDoubt(translator(locale), typeof title === "string" ? title : title[locale], sure),
    ),
    ownTitle: own,
  };
}

const placeIn = (place: string, title: string | Record<Locale, string>) =>
  typeof title === "string" ? `${place}, ${title}` : byLocale((locale) => `${place}, ${title[locale]}`);

type OwnPart = Omit<SearchEntry, "path" | "language">;

/** Builds entries of a record and, for a law, of its provisions. */
function recordEntries(key: SectionKey, record: AnyRecord, recordKind: SearchKind): OwnPart[] {
  const kind = recordsKindOf(key);
  if (!kind) return [];
  const words = wordsOfRecord(kind, record);
  const anchor = key === "sources" ? "sources" : `${key}-${record.id}`;
  const title = titleIn(kind, record);
  const own: OwnPart = {
    key: record.id,
    kind: recordKind,
    anchor,
    ...doubtable(title, record.confidence as Sureness),
    names: words.names,
    context: words.labels,
    identifiers: words.identifiers,
    verifiedOn: checkedDayOf(record),
    passages: recordPassages(kind, record).map((passage) => ({ ...passage, anchor })),
  };
  const provisions = key === "laws" ? ((record.provisions ?? []) as AnyRecord[]) : [];
  const field = kind.fields.find((one) => one.name === "provisions");
  return [
    own,
    ...provisions.map((provision): OwnPart => {
      const inside = wordsOfRecord(
        { ...kind, fields: field?.fields ?? [], titleField: "locator" },
        provision,
      );
      const place = `laws-${provision.id}`;
      return {
        key: `${record.id}/${provision.id}`,
        kind: "law",
        isPiece: true,
        anchor: place,
        ...doubtable(placeIn(String(provision.locator), title), provision.confidence as Sureness),
        names: inside.articles,
        context: [...words.names, ...inside.labels, ...identifierContext(words.identifiers)],
        identifiers: [String(provision.locator), ...inside.identifiers],
        // A provision has the date of its law and its own confidence.
        verifiedOn: checkedDayOf({ asOf: record.asOf, confidence: provision.confidence }),
        passages: [...inside.passages, ...translatedPassages(provision)].map((passage) => ({
          ...passage,
          anchor: place,
        })),
      };
    }),
  ];
}

/** Returns the translations of a provision. */
const translatedPassages = (provision: AnyRecord): Passage[] =>
  translationsOf(provision).map(({ text, lang }) => ({ text, language: lang?.split("-")[0] }));

const identifierContext = (identifiers: readonly string[]): Passage[] =>
  identifiers.map((text) => ({ text, language: "" }));
