/** Treaties that the site covers in full, by number in the Council of Europe's series. */
export const TREATIES = ["185", "189", "224"] as const;
export type Treaty = (typeof TREATIES)[number];

/** Instruments with articles here, by their names in addresses. */
export const INSTRUMENTS = [...TREATIES, "un", "malabo", "eu"] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

export const ARTICLE_KINDS = [
  "definition",
  "substantive",
  "procedural",
  "jurisdiction",
  "cooperation",
  "final",
] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

/** An article of an instrument. Its title is a message: `vocabulary.article.<id>`. */
export interface Article {
  /** "185-16", "un-25". */
  id: string;
  instrument: Instrument;
  number: number;
  kind: ArticleKind;
  /** Whether there is a summary of its requirements in our own words: the message `asks.<id>`. */
  hasSummary: boolean;
  /** Whether laws are assessed against it, so that a legal profile has a row for it. Used for `TREATIES` only. */
  isAnswered: boolean;
  /** Whether number and title are from a source. */
  isSourced: boolean;
}

/** A fact of an instrument, and whether it was read in a source. */
export interface Known<T> {
  value: T;
  isSourced: boolean;
}

export const DEPOSITARIES = ["coe", "un", "au"] as const;
export type Depositary = (typeof DEPOSITARIES)[number];

/** Facts about an instrument besides its articles. Days are ISO dates; null: unknown, or none. */
export interface InstrumentFacts {
  series: string | null;
  adopted: Known<string> | null;
  opened: Known<string> | null;
  place: string | null;
  /** Null while it is not in force, as of `asOf`. */
  inForce: Known<string | null>;
  depositary: Known<Depositary> | null;
  languages: Known<readonly string[]> | null;
  /** Address of its text at the depositary or publisher. */
  officialUrl: Known<string>;
  asOf: string;
}

/**
 * Date of the list of States of each instrument in the starting data. That a State has no record is known as of this
 * date. Null if there is no list.
 */
export const STATES_AS_OF: Readonly<Record<Instrument, string | null>> = {
  "185": "2026-01-14",
  "189": "2025-06-05",
  "224": "2026-02-05",
  un: "2026-05-21",
  malabo: "2023-06-08",
  eu: null,
};

/** Number of articles of the Convention with rows in a legal profile. */
export const PROFILE_ARTICLES = 34;

/** An article of another instrument, and whether its requirements are the same in substance or only related. */
export interface Counterpart {
  id: string;
  relation: "same_subject" | "related";
  /** Whether a source states it. False for all pairs until someone has compared both texts. */
  isSourced: boolean;
}

/** Other names of an instrument in addresses, which redirect to its own. */
const ALSO_CALLED: Readonly<Record<string, Instrument>> = {
  "cets-185": "185",
  "ets-185": "185",
  cets185: "185",
  budapest: "185",
  bc: "185",
  convention: "185",
  "ets-189": "189",
  "cets-189": "189",
  "first-protocol": "189",
  "cets-224": "224",
  "ets-224": "224",
  "second-protocol": "224",
  uncc: "un",
  "un-convention": "un",
  hanoi: "un",
  "au-convention": "malabo",
  "2013-40": "eu",
  "directive-2013-40": "eu",
};

/** Reads the instrument in an address, by its own name or another; null if unknown. */
export function readInstrument(name: string): Instrument | null {
  const asked = name.toLowerCase();
  return INSTRUMENTS.find((one) => one === asked) ?? ALSO_CALLED[asked] ?? null;
}

/** Reads the number of an article in an address: "16", "art-16", "article-16"; null if it is not one. */
export function readArticleNumber(part: string): number | null {
  const [, number = ""] = /^(?:art(?:icle)?[-.]?)?([1-9]\d?)$/i.exec(part) ?? [];
  return number === "" ? null : Number(number);
}

/**
 * Reads an article with a paragraph in an address: "1b", "18(1)(b)", "18.1.b", "18-1-b"; null if it is not one.
 * `key`: the paragraph, such as "1-b".
 */
export function readArticlePlace(part: string): { number: number; key: string } | null {
  const [, number = "", rest = ""] =
    /^(?:art(?:icle)?[-.]?)?([1-9]\d?)((?:[-.(]?[0-9a-z]{1,4}\)?){1,3})$/i.exec(part) ?? [];
  const key = (rest.match(/\d+|[a-z]+/gi) ?? []).join("-").toLowerCase();
  return number !== "" && !/^\d/.test(rest) && key !== "" ? { number: Number(number), key } : null;
}

/** How lawyers cite an article of each instrument. */
const WRITTEN: Readonly<Record<Instrument, (number: number) => string>> = {
  "185": (number) => `Article ${number} BC`,
  "189": (number) => `CETS 189 Article ${number}`,
  "224": (number) => `CETS 224 Article ${number}`,
  un: (number) => `Article ${number} UN Convention against Cybercrime`,
  malabo: (number) => `Article ${number} Malabo Convention`,
  eu: (number) => `Article ${number} Directive 2013/40/EU`,
};

/** Formats an article as lawyers cite it, which is also how people search for it. */
export function articleReference({ instrument, number }: { instrument: Instrument; number: number }): string {
  return WRITTEN[instrument](number);
}

/** Returns the anchor of an instrument on the page that lists them all. */
export const instrumentAnchor = (instrument: Instrument) => `instrument-${instrument}`;

/** Returns the address of an article, without a language. */
export function articlePath(article: { instrument: Instrument; number: number }): string {
  return `/convention/${article.instrument}/${article.number}`;
}

/** Returns the address of an article by its id, "185-16"; null if the id does not have this form. */
export function articlePathOf(id: string): string | null {
  const [instrument = "", number = ""] = id.split("-");
  const known = INSTRUMENTS.find((one) => one === instrument);
  return known && /^[1-9]\d?$/.test(number) ? `/convention/${known}/${number}` : null;
}
