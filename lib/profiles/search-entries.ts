import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Change, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import { contentOf, contentUnless, withKnown } from "@/lib/revisions";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";
import type { Block, Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import type { SearchKind } from "@/lib/vocabulary/search-kinds";
import { translationsOf } from "./kinds/translations";
import { partOf, type SectionKey } from "./model";
import { recordPassages, wordsOfRecord } from "./search-records";

/** What profiles are written in, where a section does not say otherwise. */
const LANGUAGE = DEFAULT_CONTENT_LANGUAGE;

/** What a record is to someone who looks for it; sections that are not here are found as a whole. */
const RECORD_KINDS: Partial<Record<SectionKey, SearchKind>> = {
  laws: "law",
  bills: "law",
  institutions: "institution",
  reporting: "institution",
  strategies: "strategy",
  "case-law": "case",
  sources: "source",
};

/** What readers call a section besides its name: whoever asks for the law of a country means both of these. */
const LAW: readonly Passage[] = [
  { text: "law, legislation", language: "en" },
  { text: "droit, législation", language: "fr" },
  { text: "القانون، التشريعات", language: "ar" },
];
const ALSO_CALLED: Partial<Record<SectionKey, readonly Passage[]>> = { legislation: LAW, laws: LAW };

interface Place {
  pageId: string;
  slug: string;
  iso2: string;
  region: string | null;
  /** Short names by which it is known as well. */
  aliases: string[];
}

interface SectionRow {
  id: string;
  /** The engine's: of a translation with its language. */
  key: string;
  language: string | null;
  content: unknown;
  createdAt: Date;
  /** The day on which a focal point found it right as it now stands (ISO 8601); null where nobody has since it was written. */
  verifiedOn: string | null;
}

/** The names of a country by language of the interface. */
function namesOf({ iso2 }: Place): Record<Locale, string> {
  return byLocale((locale) => countryName(iso2, locale));
}

function byLocale(word: (locale: Locale) => string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, word(locale)])) as Record<Locale, string>;
}

/** Languages besides those of the interface in which members ask for a country. */
const FURTHER = [
  "es",
  "pt",
  "ru",
  "de",
  "it",
  "nl",
  "ro",
  "tr",
  "pl",
  "uk",
  "zh",
  "ja",
  "ko",
  "fa",
  "hi",
  "id",
  "sw",
];
/** Of these, the ones in which its sections are asked for by its name as well. */
const WIDESPREAD = ["es", "pt", "ru", "de"];
/** Where more than the most spoken language is official, the others. */
const FURTHER_OWN: Readonly<Record<string, readonly string[]>> = {
  AF: ["ps"],
  BA: ["hr", "sr"],
  BE: ["fr", "de"],
  CA: ["fr"],
  CH: ["fr", "it", "rm"],
  CY: ["tr"],
  ES: ["ca", "eu", "gl"],
  FI: ["sv"],
  GB: ["cy", "gd"],
  IE: ["ga"],
  IL: ["ar"],
  IN: ["bn", "te", "mr", "ta"],
  IQ: ["ku"],
  KE: ["sw"],
  KG: ["ru"],
  KZ: ["ru"],
  LK: ["ta"],
  LU: ["fr", "de"],
  MA: ["fr", "zgh"],
  ME: ["sr-Latn"],
  MK: ["sq"],
  MT: ["en"],
  MY: ["zh", "ta"],
  NO: ["nn"],
  NZ: ["mi"],
  PK: ["en"],
  PH: ["en"],
  RS: ["sr-Latn"],
  SG: ["zh", "ms", "ta"],
  ZA: ["af", "zu", "xh"],
};

/** The languages that a country calls itself in: the one that Unicode finds likeliest there, and those above. */
function ownLanguages(iso2: string): string[] {
  if (!/^[A-Z]{2}$/.test(iso2)) return [];
  return [new Intl.Locale(`und-${iso2}`).maximize().language, ...(FURTHER_OWN[iso2] ?? [])];
}

const displays = new Map<string, Intl.DisplayNames>();

/** What is no code of two letters names no region, and asking for its name throws. */
function furtherNames(iso2: string, languages: readonly string[]): Passage[] {
  if (!/^[A-Z]{2}$/.test(iso2)) return [];
  return languages.flatMap((language) => {
    let own = displays.get(language);
    if (!own) {
      own = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
      displays.set(language, own);
    }
    const text = own.of(iso2);
    return text ? [{ text, language }] : [];
  });
}

const inEach = (word: (locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(language), language }));

/** The country, as what stands in a section belongs to it. */
function countryContext(place: Place): Passage[] {
  return [
    ...inEach((locale) => countryName(place.iso2, locale)),
    ...furtherNames(place.iso2, WIDESPREAD),
    ...[place.iso2, place.slug, ...place.aliases].map((text) => ({
      text: text.replaceAll("-", " "),
      language: "",
    })),
  ].map((passage) => ({ ...passage, isPlace: true }));
}

const sectionName = (key: SectionKey) => (locale: Locale) =>
  message(translator(locale), `profiles.sections.${key}`);

/** In which language something is to be found, and whether that is one into which its source was translated; when it was verified. */
interface Written {
  language: string;
  isTranslation: boolean;
  verifiedOn: string | null;
}
const AS_USUAL: Written = { language: LANGUAGE, isTranslation: false, verifiedOn: null };

/** What of a section can be found: the section, and each record that has a name of its own. */
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
      : prosePassages(key, content as Content),
  };
  const recordKind = RECORD_KINDS[key];
  if (!records || !recordKind) return [whole];
  const context = [...countryContext(place), ...inEach(titleOf)];
  const common = { path, language, countries: [place.iso2], at } as const;
  const own = (content as RecordsContent).records.flatMap((record) =>
    recordEntries(key, record, recordKind).map((entry) => ({
      ...common,
      ...entry,
      // Whoever finds a section right finds right what stands in it.
      verifiedOn: later(entry.verifiedOn ?? null, verifiedOn),
      context: [...context, ...(entry.context ?? [])],
    })),
  );
  return [whole, ...own];
}

/** The later of two days. */
const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a);

/** What is said by choices alone, as a treaty's status is: those of records that are not found by themselves. */
function labelsWithin(key: SectionKey, content: unknown): Passage[] {
  const kind = recordsKindOf(key);
  if (!kind || RECORD_KINDS[key]) return [];
  return (content as RecordsContent).records.flatMap((record) => wordsOfRecord(kind, record).labels);
}

/** Prose block by block, each under the heading that it stands below. */
function prosePassages(key: SectionKey, content: Content): Passage[] {
  let anchor: string = key;
  return content.doc.content.flatMap((block) => {
    const text = blockText(block as Block);
    if (block.type === "heading") anchor = `h-${key}-${block.attrs.id}`;
    return text === "" ? [] : [{ text, anchor, isHeading: block.type === "heading" }];
  });
}

/** A section of records as one thing: of records that are found by themselves their names, of others all words. */
function sectionPassages(key: SectionKey, { records }: RecordsContent): Passage[] {
  const kind = recordsKindOf(key);
  if (!kind || key === "sources") return [];
  return records.flatMap((record): Passage[] => {
    const anchor = `${key}-${record.id}`;
    if (RECORD_KINDS[key]) return [{ text: kind.titleOf(record), anchor }];
    return recordPassages(kind, record).map((passage) => ({ ...passage, anchor }));
  });
}

/** The day on which a record was checked by whoever wrote it: its as-of date, where it is said to be confirmed. */
function checkedDayOf({ asOf, confidence }: Readonly<Record<string, unknown>>): string | null {
  return confidence === "confirmed" && typeof asOf === "string" ? asOf : null;
}

/** What a record is called: in each language of the interface where somebody has said it in one, else as it is. */
function titleIn(kind: Pick<RecordsKind, "titleOf">, record: AnyRecord): string | Record<Locale, string> {
  const title = kind.titleOf(record);
  const titles = byLocale((locale) => kind.titleOf(inWordsOf(record, locale).record));
  return Object.values(titles).every((one) => one === title) ? title : titles;
}

const placeIn = (place: string, title: string | Record<Locale, string>) =>
  typeof title === "string" ? `${place}, ${title}` : byLocale((locale) => `${place}, ${title[locale]}`);

type OwnPart = Omit<SearchEntry, "path" | "language">;

/** A record, and the provisions of a law, each a thing to be found. */
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
    title,
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
        title: placeIn(String(provision.locator), title),
        names: inside.articles,
        context: [...words.names, ...inside.labels, ...identifierContext(words.identifiers)],
        identifiers: [String(provision.locator), ...inside.identifiers],
        // A provision is as old as its law says, and as sure as it says itself.
        verifiedOn: checkedDayOf({ asOf: record.asOf, confidence: provision.confidence }),
        passages: [...inside.passages, ...translatedPassages(provision)].map((passage) => ({
          ...passage,
          anchor: place,
        })),
      };
    }),
  ];
}

/** What a provision says in other languages. */
const translatedPassages = (provision: AnyRecord): Passage[] =>
  translationsOf(provision).map(({ text, lang }) => ({ text, language: lang?.split("-")[0] }));

const identifierContext = (identifiers: readonly string[]): Passage[] =>
  identifiers.map((text) => ({ text, language: "" }));

/** The profile itself, by all names of its country. */
async function profileEntry(on: Queryable, place: Place, states: Passage[]): Promise<SearchEntry> {
  const standings = await on
    .select({ treaty: treatyStatus.treaty, status: treatyStatus.status })
    .from(treatyStatus)
    .where(eq(treatyStatus.pageId, place.pageId))
    .orderBy(asc(treatyStatus.treaty));
  const t = translator(LANGUAGE);
  const standing = standings
    .map(
      ({ treaty, status }) =>
        `${t(`profiles.treaty.${treaty as 185}`)}: ${t(`profiles.status.${status as "party"}`)}`,
    )
    .join(". ");
  const { region } = place;
  return {
    key: "profile",
    kind: "profile",
    path: `/countries/${place.slug}`,
    title: namesOf(place),
    language: LANGUAGE,
    countries: [place.iso2],
    names: [
      ...furtherNames(place.iso2, [...new Set([...FURTHER, ...ownLanguages(place.iso2)])]),
      { text: place.slug.replaceAll("-", " "), language: "" },
      ...place.aliases.map((alias) => ({ text: alias.replaceAll("-", " "), language: "" })),
    ],
    context: region ? inEach((locale) => message(translator(locale), `profiles.region.${region}`)) : [],
    passages: [...(standing ? [{ text: `${standing}.` }] : []), ...states],
  };
}

const PLACE = {
  pageId: profile.pageId,
  slug: profile.slug,
  iso2: profile.iso2,
  region: profile.region,
  aliases: subselect<
    string[]
  >`array(select a.alias from profile_alias a where a.page_id = ${profile.pageId} order by a.alias)`,
} as const;

async function findPlace(on: Queryable, pageId: string): Promise<Place | null> {
  const [place] = await on.select(PLACE).from(profile).where(eq(profile.pageId, pageId));
  return place ?? null;
}

/** The sections of a profile, each with its place; with one text that is `known` already. */
async function listSections(
  on: Queryable,
  pageId: string,
  { keys, known }: { keys?: readonly string[]; known?: PublishedText | undefined } = {},
): Promise<(SectionRow & Place)[]> {
  const rows = await on
    .select({
      ...PLACE,
      id: section.id,
      key: section.key,
      language: section.language,
      revisionId: revision.id,
      content: contentUnless(known),
      createdAt: revision.createdAt,
      verifiedOn: sql<
        string | null
      >`to_char(${sectionFreshness.verifiedAt} at time zone 'UTC', 'YYYY-MM-DD')`,
    })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    // A word for another text is none for this one.
    .leftJoin(
      sectionFreshness,
      and(eq(sectionFreshness.sectionId, section.id), eq(sectionFreshness.verifiedNumber, revision.number)),
    )
    .where(and(eq(section.pageId, pageId), keys ? inArray(section.key, [...keys]) : undefined));
  return rows.map((row) => withKnown(row, known));
}

type Owned = { owner: string; entries: SearchEntry[] };

function ownedSection(place: Place, row: SectionRow): Owned[] {
  const part = partOf(row.key);
  if (!part) return [];
  const { section: key } = part;
  const written = {
    language: row.language ?? LANGUAGE,
    isTranslation: part.language !== null,
    verifiedOn: row.verifiedOn,
  };
  const entries = sectionEntries(place, key, contentOf(kindOf(key), row), row.createdAt, written);
  return [{ owner: `section:${row.id}`, entries }];
}

/** The first paragraphs of what a profile says of the state of things: what the profile as a whole is shown with. */
function openingOf(rows: readonly SectionRow[]): Passage[] {
  const row = rows.find(({ key }) => key === "state-of-play");
  if (!row) return [];
  const content = contentOf(kindOf("state-of-play"), row) as Content;
  const [first] = prosePassages("state-of-play", content).filter(({ isHeading }) => !isHeading);
  return first ? [{ text: first.text, anchor: "state-of-play" }] : [];
}

/**
 * What follows from a revision that is published, and from a focal point's word: its section can be found as it now is,
 * or among what was checked, in the same transaction.
 */
export async function indexSection(
  ctx: Ctx,
  fact: { pageId: string; section: string; current?: Change },
): Promise<void> {
  if (!partOf(fact.section)) return;
  // The profile's own entry tells how it opens; other sections do not change it.
  const tellsOfProfile = fact.section === "state-of-play" || fact.section === "treaty-status";
  const keys = [fact.section, ...(tellsOfProfile ? ["state-of-play"] : [])];
  const rows = await listSections(ctx.tx, fact.pageId, { keys, known: fact.current?.after });
  const row = rows.find(({ key }) => key === fact.section);
  if (!row) return;
  const owned = ownedSection(row, row);
  if (tellsOfProfile)
    owned.push({
      owner: `profile:${row.pageId}`,
      entries: [await profileEntry(ctx.tx, row, openingOf(rows))],
    });
  await updateAllEntries(ctx.tx, owned);
}

/** What follows from the starting data: all of it can be found at once. */
export async function indexSeeded(ctx: Ctx, fact: { slugs: readonly string[] }): Promise<void> {
  const rows = await ctx.tx
    .select({ pageId: profile.pageId })
    .from(profile)
    .where(inArray(profile.slug, [...fact.slugs]))
    .orderBy(asc(profile.pageId));
  await indexProfiles(
    ctx.tx,
    rows.map(({ pageId }) => pageId),
  );
}

/** Brings what can be found of some profiles to what their sections say. Answers how many rows differed. */
export async function indexProfiles(tx: Tx, pageIds: readonly string[]): Promise<number> {
  let changed = 0;
  for (const pageId of pageIds) {
    const place = await findPlace(tx, pageId);
    if (!place) continue;
    const rows = await listSections(tx, pageId);
    const own = { owner: `profile:${pageId}`, entries: [await profileEntry(tx, place, openingOf(rows))] };
    changed += await updateAllEntries(tx, [own, ...rows.flatMap((row) => ownedSection(place, row))]);
  }
  return changed;
}

/** Everyone under whose name profiles have entries, for those of profiles that are gone. */
export async function listProfileOwners(on: Queryable = db()): Promise<string[]> {
  const [profiles, sections] = await Promise.all([
    on.select({ id: profile.pageId }).from(profile),
    on.select({ id: section.id }).from(section).innerJoin(profile, eq(profile.pageId, section.pageId)),
  ]);
  return [...profiles.map(({ id }) => `profile:${id}`), ...sections.map(({ id }) => `section:${id}`)];
}
