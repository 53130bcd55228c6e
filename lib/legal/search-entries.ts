import type { Tx } from "@/db/client";
import { answeredThrough, listArticles } from "@/lib/convention";
import {
  type Article,
  articlePath,
  articleReference,
  INSTRUMENTS,
  type Instrument,
  instrumentAnchor,
} from "@/lib/convention/model";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";

const ARTICLES = INSTRUMENTS.flatMap(listArticles);

const byLocale = (word: (locale: Locale) => string) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, word(locale)])) as Record<Locale, string>;

const nameOf = (instrument: Instrument, locale: Locale) =>
  translator(locale)(`law.instrument.${instrument}.name`);

const aboutOf = (instrument: Instrument, locale: Locale) =>
  translator(locale)(`law.instrument.${instrument}.about`);

function titleOf({ id, number, instrument }: Article, locale: Locale): string {
  const t = translator(locale);
  return t("search.articleTitle", {
    article: String(number),
    treaty: nameOf(instrument, locale),
    title: message(t, `vocabulary.article.${id}`),
  });
}

/** Lists the searchable words of instruments and articles in a language. */
export const conventionWords = (locale: Locale): string[] => [
  ...INSTRUMENTS.flatMap((instrument) => [nameOf(instrument, locale), aboutOf(instrument, locale)]),
  ...ARTICLES.map((article) => titleOf(article, locale)),
];

/** Other names that practitioners use for an article. */
export const ARTICLES_ALSO_CALLED: Readonly<Record<string, readonly Passage[]>> = {
  "185-16": [
    { text: "Preservation order", language: "en" },
    { text: "Ordonnance de conservation", language: "fr" },
    { text: "أمر الحفظ", language: "ar" },
  ],
  "185-29": [
    { text: "Preservation request", language: "en" },
    { text: "Demande de conservation", language: "fr" },
    { text: "طلب الحفظ", language: "ar" },
  ],
  "185-10": [
    { text: "Contrefaçon", language: "fr" },
    { text: "Copyright infringement", language: "en" },
  ],
  "185-35": [
    { text: "24/7 point of contact", language: "en" },
    { text: "Point de contact 24/7", language: "fr" },
    { text: "نقطة اتصال 24/7", language: "ar" },
  ],
};

/**
 * Builds the search entry of an article, with our summary of it if there is one. A search for its number ranks it
 * first, except for articles of the EU Directive, which have no identifier.
 */
function articleEntry(article: Article): SearchEntry {
  const { id, instrument, hasSummary } = article;
  const isAnswered = answeredThrough(article).includes(id);
  return {
    key: "article",
    kind: "article",
    path: articlePath(article),
    title: byLocale((locale) => titleOf(article, locale)),
    ownTitle: byLocale((locale) => message(translator(locale), `vocabulary.article.${id}`)),
    language: "en",
    names: ARTICLES_ALSO_CALLED[id] ?? [],
    // Laws are assessed against the Council of Europe's articles; those of other treaties are listed beside
    // them.
    isPiece: !isAnswered,
    // The Directive's number identifies the whole of it, so its articles have no identifier.
    identifiers: instrument === "eu" ? [] : [articleReference(article)],
    context: LOCALES.flatMap((language) => [
      { text: titleOf(article, language), language },
      { text: nameOf(instrument, language), language },
    ]),
    passages: hasSummary ? [{ text: message(translator("en"), `asks.${id}`) }] : [],
  };
}

/** Other names of instruments than those on our pages. */
const ALSO_CALLED: Readonly<Record<Instrument, readonly Passage[]>> = {
  "185": [
    { text: "Convention on Cybercrime", language: "en" },
    { text: "Convention sur la cybercriminalité", language: "fr" },
    { text: "اتفاقية الجريمة السيبرانية", language: "ar" },
  ],
  "189": [
    { text: "First Additional Protocol", language: "en" },
    { text: "Protocol on racism and xenophobia", language: "en" },
    { text: "Premier Protocole additionnel", language: "fr" },
    { text: "Protocole relatif au racisme et à la xénophobie", language: "fr" },
    { text: "البروتوكول الإضافي الأول", language: "ar" },
  ],
  "224": [
    { text: "Second Additional Protocol", language: "en" },
    { text: "Deuxième Protocole additionnel", language: "fr" },
    { text: "البروتوكول الإضافي الثاني", language: "ar" },
  ],
  un: [
    { text: "United Nations Convention against Cybercrime", language: "en" },
    { text: "UN Cybercrime Convention", language: "en" },
    { text: "Hanoi Convention", language: "en" },
    { text: "Convention de Hanoï", language: "fr" },
    { text: "اتفاقية هانوي", language: "ar" },
  ],
  malabo: [
    { text: "African Union Convention on Cyber Security and Personal Data Protection", language: "en" },
    {
      text: "Convention de l’Union africaine sur la cybersécurité et la protection des données",
      language: "fr",
    },
    { text: "اتفاقية الاتحاد الأفريقي بشأن أمن الفضاء الإلكتروني", language: "ar" },
  ],
  eu: [
    { text: "Directive on attacks against information systems", language: "en" },
    { text: "Directive relative aux attaques contre les systèmes d’information", language: "fr" },
    { text: "توجيه الاتحاد الأوروبي بشأن الهجمات على نظم المعلومات", language: "ar" },
  ],
};

/** Citation numbers of instruments that are not Council of Europe treaties. */
const IDENTIFIERS: Readonly<Partial<Record<Instrument, string[]>>> = {
  un: [],
  malabo: [],
  eu: ["2013/40/EU", "2013/40/UE"],
};

/** Builds the entry of an instrument, which links to its part of the list of articles. */
function instrumentEntry(instrument: Instrument): SearchEntry {
  return {
    key: "instrument",
    kind: "instrument",
    path: "/convention",
    anchor: instrumentAnchor(instrument),
    title: byLocale((locale) => nameOf(instrument, locale)),
    language: "en",
    names: ALSO_CALLED[instrument],
    identifiers: IDENTIFIERS[instrument] ?? [`CETS ${instrument}`],
    context: LOCALES.map((language) => ({ text: aboutOf(instrument, language), language })),
    passages: [{ text: aboutOf(instrument, "en"), anchor: instrumentAnchor(instrument) }],
  };
}

const owned = () => [
  ...INSTRUMENTS.map((one) => ({ owner: `instrument:${one}`, entries: [instrumentEntry(one)] })),
  ...ARTICLES.map((one) => ({ owner: `article:${one.id}`, entries: [articleEntry(one)] })),
];

/** Lists all entries of instruments and articles: they depend only on the version, so they are its samples. */
export const conventionSamples = (): SearchEntry[] => owned().flatMap(({ entries }) => entries);

/** Lists the owners of entries of instruments and articles. */
export const listConventionOwners = (): string[] => owned().map(({ owner }) => owner);

/**
 * Updates the search entries of instruments and articles to this version's content. Returns the number of
 * differing rows.
 */
export const indexConvention = (tx: Tx): Promise<number> => updateAllEntries(tx, owned());
