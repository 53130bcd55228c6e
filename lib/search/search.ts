import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { audiencesOf } from "./audiences";
import { type Corrected, correct, countHeld, isHeld, isNameLike } from "./correct";
import { COUNTED, type Filters, type Find, type Found, find, type Queries } from "./find";
import { drawHits } from "./hits";
import {
  FACETS,
  type FacetCounts,
  MAX_RANKED,
  RESULTS_PER_PAGE,
  type SearchQuery,
  type SearchResult,
  SINCE_DAYS,
} from "./model";
import { type Asked, asName, nodesOf } from "./query/expand";
import { all, any, type Node, tsquery, word, wordsIn } from "./query/lexemes";
import { type ParsedQuery, parseQuery } from "./query/parse";
import { piecesToMark } from "./snippet";
import { widen } from "./synonyms/apply";
import { demonymGroups } from "./synonyms/demonyms";
import { findGroups, formsOf } from "./synonyms/groups";
import { fold } from "./text/fold";
import { type Token, tokensOf } from "./text/tokens";
import { titleKey } from "./vector";

/** What somebody looks for, understood: the parts of which all are wanted. */
interface Meaning {
  parsed: ParsedQuery;
  wanted: { node: Node; asked: readonly Asked[] }[];
  excluded: Node[];
  synonyms: readonly string[];
  /** Of what is wanted, the words that say of which country. */
  places: ReadonlySet<Asked>;
}

/**
 * What a reader finds: a page of it, how many things there are, and how many with each value of each filter. Where
 * nothing has all words, those that nothing has are corrected; where that does not help, things with some of them are
 * found. Whom the actor is decides what is found, inside the query. Empty and too long questions find nothing.
 */
export async function search(actor: Actor | null, query: SearchQuery, locale: Locale): Promise<SearchResult> {
  let meaning = await understand(query, locale);
  if (meaning.wanted.length === 0) return nothing(query);
  const audiences = audiencesOf(actor);
  const looking = { ...lookingFor(query, audiences), language: locale };
  let found = await find({ ...queriesOf(meaning, false), ...looking });
  if (isWhole(query, found) && (await isOfAnother(meaning, found, audiences, locale))) found = NOTHING_FOUND;
  let corrections: { from: string; to: string }[] = [];
  let isPartial = false;
  let didYouMean: string | null = null;
  if (found.counted === 0) {
    const mended = await correct(meaning.wanted, audiences, locale);
    const isAsTyped = query.exact !== undefined;
    if (isAsTyped || mended.offers.length > 0)
      didYouMean = offerOf(query.q ?? "", [...mended.corrections, ...mended.offers]);
    if (!isAsTyped) {
      corrections = mended.corrections;
      ({ meaning, found, isPartial } = await findNearly({ query, locale, looking, meaning, mended }));
    }
  }
  const marks = { words: wordsIn(all(meaning.wanted.map(({ node }) => node))), pieces: typedPieces(meaning) };
  const counts = facetsOf(found);
  return {
    ...counts,
    hits: await drawHits(found.rows, marks, locale),
    isMore: found.counted > COUNTED,
    page: query.page ?? 1,
    pages: Math.ceil(Math.min(counts.total, MAX_RANKED) / RESULTS_PER_PAGE),
    isPartial: isPartial && found.counted > 0,
    corrections: found.counted > 0 ? corrections : [],
    synonyms: found.counted > 0 ? meaning.synonyms : [],
    didYouMean,
  };
}

type Looking = Omit<Find, keyof Queries>;

/**
 * Looks for what was nearly typed: the corrected words, else some of them. The likeliest word counts as if it had been
 * typed, with all that it means; where nothing has all of those, whichever of the likely ones is held.
 */
async function findNearly(asked: {
  query: SearchQuery;
  locale: Locale;
  looking: Looking;
  meaning: Meaning;
  mended: Corrected;
}): Promise<{ meaning: Meaning; found: Found; isPartial: boolean }> {
  const { query, locale, looking, mended } = asked;
  let meaning: Meaning = { ...asked.meaning, wanted: mended.wanted };
  if (mended.corrections.length > 0) {
    const likeliest = await understand({ ...query, q: mend(query.q ?? "", mended.corrections) }, locale);
    let found = await find({ ...queriesOf(likeliest, false), ...looking });
    if (found.counted > 0) return { meaning: likeliest, found, isPartial: false };
    found = await find({ ...queriesOf(meaning, false), ...looking });
    if (found.counted > 0) return { meaning, found, isPartial: false };
  }
  meaning = { ...meaning, wanted: meaning.wanted.flatMap(inPieces) };
  if (meaning.wanted.length < 2) return { meaning, found: NOTHING_FOUND, isPartial: false };
  const found = await find({ ...queriesOf(meaning, true), ...looking });
  return { meaning, found, isPartial: true };
}

const NOTHING_FOUND: Found = { rows: [], facets: [], counted: 0 };

/** Whether what was found begins with the best of all that there is: no filter, no other order, no later page. */
function isWhole({ page = 1, sort }: SearchQuery, found: Found): boolean {
  const { total, unfiltered } = facetsOf(found);
  return total > 0 && total === unfiltered && page === 1 && sort === undefined;
}

/**
 * Whether all that was asked for is one name, and what was found has other words that only come down to the same in
 * some language: "Lucie" for "Lucy", "jos" for "José".
 */
async function isOfAnother(
  { wanted }: Meaning,
  { rows }: Found,
  audiences: readonly string[],
  locale: Locale,
): Promise<boolean> {
  const [one, ...more] = wanted;
  const [asked, ...others] = one?.asked ?? [];
  if (!asked || more.length > 0 || others.length > 0 || asked.clause.sort !== "word") return false;
  const { text } = asked.clause;
  const name = fold(text);
  if (!isNameLike(text) || !/^[a-z]+$/.test(name)) return false;
  if (one?.node !== asked.node || rows.length === 0) return false;
  const forms = new Set([name, ...SINGULARS.map(([plural, end]) => name.replace(plural, end))]);
  const isIn = (shown: string) =>
    tokensOf(shown).some(({ word: held }) => forms.has(held) || held.startsWith(name));
  if (rows.some((row) => isIn(row.text) || Object.values(row.titles).some(isIn))) return false;
  // The other names of a thing, "Suomi", stand in the index alone.
  const [held] = await countHeld([any([word(`=e:${name}`), word(`=t:${name}`)])], audiences, locale);
  return !isHeld(held);
}

/** What a name in the plural has at its end, and in the singular. */
const SINGULARS: readonly (readonly [RegExp, string])[] = [
  [/s$/, ""],
  [/x$/, ""],
  [/es$/, ""],
  [/ies$/, "y"],
];

/** What was typed with the words that may be meant; null where that is nothing else. */
function offerOf(typed: string, offers: Corrected["offers"]): string | null {
  const offer = mend(typed, offers);
  return offer === typed ? null : offer;
}

/**
 * What was typed as a literal of `tsquery`, for a list that narrows itself by the words of `search_entry`: folded,
 * stemmed and widened as a search is. Null where nothing of it can be looked for.
 */
export async function wordsQuery(typed: string, locale: Locale): Promise<string | null> {
  const meaning = await understand({ q: typed }, locale);
  return meaning.wanted.length === 0 ? null : queriesOf(meaning, false).match;
}

/** Words of a script without spaces, of which a text may have some and not their whole run, each by itself. */
function inPieces(one: Meaning["wanted"][number]): Meaning["wanted"] {
  const { node, asked } = one;
  const isRun = asked.some(
    ({ clause }) => clause.sort === "word" && clause.tokens.some(({ raw }) => raw === null),
  );
  return isRun && node.is === "all" ? node.of.map((piece) => ({ node: piece, asked })) : [one];
}

/** What was typed, with other words in place of those that nothing has. */
function mend(typed: string, corrections: readonly { from: string; to: string }[]): string {
  return corrections.reduce((text, { from, to }) => text.replace(from, () => to), typed);
}

async function understand(query: Pick<SearchQuery, "q" | "exact">, locale: Locale): Promise<Meaning> {
  const parsed = parseQuery(query.q ?? "");
  const asked = await nodesOf(db(), parsed.clauses, locale);
  const excluded = asked.filter(({ clause }) => clause.isExcluded).map(({ node }) => node);
  const said = asked.filter(({ clause }) => !clause.isExcluded);
  const strong = said.filter(({ isStop }) => !isStop);
  // Small words alone are looked for as names: every sentence has them, so that as words they would find everything.
  const kept = strong.length > 0 ? strong : said.map(asName);
  if (query.exact !== undefined) {
    const wanted = kept.map((one) => ({ node: one.node, asked: [one] }));
    return { parsed, wanted, excluded, synonyms: [], places: new Set() };
  }
  const groups = await findGroups();
  const recognised = await Promise.all(
    kept.map(async (one) => ({
      asked: one,
      words: one.clause.sort === "word" ? await formsOf(db(), one.clause.text) : [],
    })),
  );
  const ofCountries = await demonymGroups(db(), recognised, locale);
  const { nodes, synonyms } = widen(recognised, [...groups, ...ofCountries.groups]);
  return { parsed, wanted: nodes, excluded, synonyms, places: ofCountries.said };
}

function queriesOf(meaning: Meaning, isPartial: boolean): Queries {
  const { parsed, wanted, excluded, synonyms } = meaning;
  const nodes = wanted.map(({ node }) => node);
  const nots = excluded.map((of): Node => ({ is: "not", of }));
  const together = all([isPartial ? any(nodes) : all(nodes), ...nots]);
  const identified = wanted.filter(({ asked }) => asked.some(({ clause }) => clause.sort === "identifier"));
  const others = wanted.filter((one) => !identified.includes(one));
  return {
    match: tsquery(together),
    titled: tsquery(together, "=t:"),
    about: tsquery(together, "=s:"),
    identified:
      identified.length === 0 || isPartial
        ? ""
        : tsquery(all([...identified.map(exactNode), ...others.map(({ node }) => node), ...nots])),
    exact: tsquery(
      any([
        ...exactlyOneOf([parsed.tokens, ...(nodes.length === 1 ? synonyms.map(tokensOf) : [])]),
        ...exactlyThere(meaning),
      ]),
    ),
    meant: isPartial
      ? ""
      : meantBy(
          identified.flatMap(({ asked }) => asked),
          together,
        ),
    itself:
      isPartial || others.length > 0
        ? ""
        : articleItself(
            identified.flatMap(({ asked }) => asked),
            together,
          ),
    near: tsquery(any(nodes.map((node) => node))),
    pieces: isPartial ? nodes.map((node) => tsquery(node)) : [],
  };
}

/** Titles that are exactly what was typed or, where all of it is one thing, another name of that. */
function exactlyOneOf(names: readonly (readonly Token[])[]): Node[] {
  const keys = names.map(titleKey).filter((key) => key !== "");
  return keys.map((key) => word(`=e:${key}`));
}

/** Titles that are exactly what was typed but for the country, of things of that country: « code pénal français ». */
function exactlyThere({ wanted, places }: Meaning): Node[] {
  const isPlace = ({ asked }: Meaning["wanted"][number]) => asked.some((one) => places.has(one));
  const where = wanted.filter(isPlace).map(({ node }) => node);
  const rest = wanted.filter((one) => !isPlace(one)).flatMap(({ asked }) => asked);
  if (where.length === 0 || rest.length === 0) return [];
  const [title] = exactlyOneOf([tokensOf(rest.map(({ clause }) => clause.text).join(" "))]);
  return title ? [all([title, ...where])] : [];
}

const articlesIn = (asked: readonly Asked[]) =>
  asked.flatMap(({ clause }) => clause.forms.filter((form) => form.startsWith("#treaty:")));

/** The article of the Convention in a title, where an article was asked for and no other law was named. */
function meantBy(asked: readonly Asked[], together: Node): string {
  const forms = articlesIn(asked);
  return forms.length === 0 ? "" : tsquery(all([any(forms.map((form) => word(`=t:${form}`))), together]));
}

/** That article itself, before all that answers it, holds its text or is named after it. */
function articleItself(asked: readonly Asked[], together: Node): string {
  const forms = articlesIn(asked);
  if (forms.length === 0) return "";
  return tsquery(all([any(forms.map((form) => word(`=i:${form}`))), word("=k:article"), together]));
}

/** The identifier itself as what a thing is, in the form in which it was asked for. */
function exactNode({ asked }: { asked: readonly Asked[] }): Node {
  return all(
    asked.map(({ clause, node }) =>
      clause.sort === "identifier"
        ? any(exactForms(clause.forms).map((form) => word(form.startsWith("=") ? form : `=i:${form}`)))
        : node,
    ),
  );
}

const paragraphsOf = (form: string) => /\(.*$/.exec(form)?.[0] ?? "";

/** A locator typed bare, "431-8": the number of parts, and the article or section that is called so. */
const isBarePlace = (first: string, form: string) =>
  /^#\d/.test(first) &&
  /^#(?:art|sec):/.test(form) &&
  form.slice(5).replaceAll(/[-.]/g, "/") === first.slice(1);

/** The forms that say as much as the first one does, and an article of the Convention by its title. */
function exactForms(forms: readonly string[]): string[] {
  const [first = "", ...others] = forms;
  if (first.startsWith("#treaty:")) return [first, `=t:${first}`];
  const paragraphs = paragraphsOf(first);
  const same = others.filter((form) =>
    paragraphs === "" ? isBarePlace(first, form) : paragraphsOf(form) === paragraphs,
  );
  const treaty = others.filter((form) => form.startsWith("#treaty:")).map((form) => `=t:${form}`);
  return [first, ...same, ...treaty];
}

/** What a saved search asks for: its words as one query, and its filters. Null where it asks for nothing. */
export async function matchOf(
  query: SearchQuery,
  locale: Locale,
): Promise<{ match: string; filters: Filters } | null> {
  const meaning = await understand(query, locale);
  if (meaning.wanted.length === 0) return null;
  return { match: queriesOf(meaning, false).match, filters: filtersAsked(query) };
}

function filtersAsked(query: SearchQuery): Filters {
  const { date } = query;
  return {
    kinds: query.type ?? null,
    countries: query.country ?? null,
    topics: query.topic ?? null,
    labels: query.tlp ?? null,
    languages: query.lang ?? null,
    since: date ? new Date(Date.now() - SINCE_DAYS[date] * 86_400_000) : null,
    isVerified: query.verified !== undefined,
  };
}

function lookingFor(
  query: SearchQuery,
  audiences: readonly string[],
): Omit<Find, keyof Queries | "language"> & Filters {
  return {
    ...filtersAsked(query),
    audiences,
    isNewestFirst: query.sort === "new",
    page: query.page ?? 1,
  };
}

function typedPieces({ wanted }: Meaning): string[] {
  return wanted.flatMap(({ asked }) =>
    asked.flatMap(({ clause }) =>
      clause.sort === "identifier" ? [clause.text.toLowerCase()] : piecesToMark(clause.text),
    ),
  );
}

function facetsOf({ facets }: Pick<Found, "facets">): {
  total: number;
  unfiltered: number;
  facets: FacetCounts;
} {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map<string, number>()]));
  let [total, unfiltered] = [0, 0];
  for (const [facet, value, count] of facets) {
    if (facet === "all") total = count;
    else if (facet === "any") unfiltered = count;
    else if (value !== null && count > 0) counts[facet]?.set(value, count);
  }
  return { total, unfiltered, facets: counts as unknown as FacetCounts };
}

function nothing(query: SearchQuery): SearchResult {
  return {
    ...facetsOf({ facets: [] }),
    hits: [],
    isMore: false,
    page: query.page ?? 1,
    pages: 0,
    isPartial: false,
    corrections: [],
    synonyms: [],
    didYouMean: null,
  };
}
