/** The treaties whose articles are told in full, by their numbers in the Council of Europe's series. */
export const TREATIES = ["185", "189", "224"] as const;
export type Treaty = (typeof TREATIES)[number];

/** The instruments that have articles here, by their names in addresses. */
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
  /** Whether we have summed up what it asks for, in our own words: the message `asks.<id>`. */
  hasSummary: boolean;
  /** Whether a country's legal profile has a row for it. */
  isAnswered: boolean;
  /** Whether number and title were read in a source. */
  isSourced: boolean;
}

/** A fact of an instrument, and whether it was read in a source. */
export interface Known<T> {
  value: T;
  isSourced: boolean;
}

export const DEPOSITARIES = ["coe", "un", "au"] as const;
export type Depositary = (typeof DEPOSITARIES)[number];

/** What is known of an instrument besides its articles. Days are ISO dates; null is not known, or there is none. */
export interface InstrumentFacts {
  series: string | null;
  adopted: Known<string> | null;
  opened: Known<string> | null;
  place: string | null;
  /** Its value is null while it is not in force, as of `asOf`. */
  inForce: Known<string | null>;
  depositary: Known<Depositary> | null;
  languages: Known<readonly string[]> | null;
  /** Where its text stands with the depositary or publisher. */
  officialUrl: Known<string>;
  asOf: string;
}

/** How many articles of the Convention a legal profile has rows for. */
export const PROFILE_ARTICLES = 34;

/** How sure it is that two articles have one subject, and whether they ask for the same in substance. */
export interface Counterpart {
  id: string;
  relation: "same_subject" | "related";
  /** False throughout until somebody has read both texts side by side. */
  isSourced: boolean;
}

/** Further names of an instrument in addresses, which lead to its own. */
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

/** The instrument that an address names, by its own name or another; null for none. */
export function readInstrument(name: string): Instrument | null {
  const asked = name.toLowerCase();
  return INSTRUMENTS.find((one) => one === asked) ?? ALSO_CALLED[asked] ?? null;
}

/** The number of an article in an address: "16", "art-16", "article-16"; null for what is none. */
export function readArticleNumber(part: string): number | null {
  const [, number = ""] = /^(?:art(?:icle)?[-.]?)?([1-9]\d?)$/i.exec(part) ?? [];
  return number === "" ? null : Number(number);
}

/** An article with a place in it, in an address: "1b", "18(1)(b)", "18.1.b", "18-1-b"; null for what is none. */
export function readArticlePlace(part: string): { number: number; key: string } | null {
  const [, number = "", rest = ""] =
    /^(?:art(?:icle)?[-.]?)?([1-9]\d?)((?:[-.(]?[0-9a-z]{1,4}\)?){1,3})$/i.exec(part) ?? [];
  const key = (rest.match(/\d+|[a-z]+/gi) ?? []).join("-").toLowerCase();
  return number !== "" && !/^\d/.test(rest) && key !== "" ? { number: Number(number), key } : null;
}

/** How lawyers write an instrument with the number of one of its articles. */
const WRITTEN: Readonly<Record<Instrument, (number: number) => string>> = {
  "185": (number) => `Article ${number} BC`,
  "189": (number) => `CETS 189 Article ${number}`,
  "224": (number) => `CETS 224 Article ${number}`,
  un: (number) => `Article ${number} UN Convention against Cybercrime`,
  malabo: (number) => `Article ${number} Malabo Convention`,
  eu: (number) => `Article ${number} Directive 2013/40/EU`,
};

/** An article as lawyers name it, which is how whoever looks for it may write it. */
export function articleReference({ instrument, number }: { instrument: Instrument; number: number }): string {
  return WRITTEN[instrument](number);
}

/** The place of an instrument in the page that lists them all. */
export const instrumentAnchor = (instrument: Instrument) => `instrument-${instrument}`;

/** The bare address of an article. */
export function articlePath(article: { instrument: Instrument; number: number }): string {
  return `/convention/${article.instrument}/${article.number}`;
}

/** The address of an article by its id, "185-16"; null for what is no article's id. */
export function articlePathOf(id: string): string | null {
  const [instrument = "", number = ""] = id.split("-");
  const known = INSTRUMENTS.find((one) => one === instrument);
  return known && /^[1-9]\d?$/.test(number) ? `/convention/${known}/${number}` : null;
}
