import { db } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import type { Queries } from "./find";
import type { SearchQuery } from "./model";
import { type Asked, asName, nodesOf } from "./query/expand";
import { all, any, type Node, tsquery, word } from "./query/lexemes";
import { type ParsedQuery, parseQuery } from "./query/parse";
import { piecesToMark } from "./snippet";
import { widen } from "./synonyms/apply";
import { demonymGroups } from "./synonyms/demonyms";
import { findGroups, formsOf } from "./synonyms/groups";
import { type Token, tokensOf } from "./text/tokens";
import { titleKey } from "./vector";

/** A parsed query: the parts that are all wanted. */
export interface Meaning {
  parsed: ParsedQuery;
  wanted: { node: Node; asked: readonly Asked[] }[];
  excluded: Node[];
  synonyms: readonly string[];
  /** Wanted words that name a country. */
  places: ReadonlySet<Asked>;
}

/**
 * Converts typed words to a `tsquery` literal for lists filtered by `search_entry`: folded, stemmed and
 * widened like a search. Null if there is nothing to search for.
 */
export async function wordsQuery(typed: string, locale: Locale): Promise<string | null> {
  const meaning = await understand({ q: typed }, locale);
  return meaning.wanted.length === 0 ? null : queriesOf(meaning, false).match;
}

/** Splits words of unspaced scripts, so that a text may match some pieces instead of the whole run. */
export function inPieces(one: Meaning["wanted"][number]): Meaning["wanted"] {
  const { node, asked } = one;
  const isRun = asked.some(
    ({ clause }) => clause.sort === "word" && clause.tokens.some(({ raw }) => raw === null),
  );
  return isRun && node.is === "all" ? node.of.map((piece) => ({ node: piece, asked })) : [one];
}

export async function understand(query: Pick<SearchQuery, "q" | "exact">, locale: Locale): Promise<Meaning> {
  const parsed = parseQuery(query.q ?? "");
  const asked = await nodesOf(db(), parsed.clauses, locale);
  const excluded = asked.filter(({ clause }) => clause.isExcluded).map(({ node }) => node);
  const said = asked.filter(({ clause }) => !clause.isExcluded);
  const strong = said.filter(({ isStop }) => !isStop);
  // A query of stop words only is searched as names, since as words they would match everything.
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

export function queriesOf(meaning: Meaning, isPartial: boolean): Queries {
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

/** Titles equal to the query or, if it is one thing, to another name of that. */
function exactlyOneOf(names: readonly (readonly Token[])[]): Node[] {
  const keys = names.map(titleKey).filter((key) => key !== "");
  return keys.map((key) => word(`=e:${key}`));
}

/** Titles equal to the query without the country, for things of that country: « code pénal français ». */
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

/** The article of the Convention in a title, if an article was asked for without another law. */
function meantBy(asked: readonly Asked[], together: Node): string {
  const forms = articlesIn(asked);
  return forms.length === 0 ? "" : tsquery(all([any(forms.map((form) => word(`=t:${form}`))), together]));
}

/** The article itself, ranked before everything that implements, quotes or is named after it. */
function articleItself(asked: readonly Asked[], together: Node): string {
  const forms = articlesIn(asked);
  if (forms.length === 0) return "";
  return tsquery(all([any(forms.map((form) => word(`=i:${form}`))), word("=k:article"), together]));
}

/** The identifier itself as the thing's own, in the form asked for. */
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

/** A locator without "article", "431-8": the number, and the article or section of that name. */
const isBarePlace = (first: string, form: string) =>
  /^#\d/.test(first) &&
  /^#(?:art|sec):/.test(form) &&
  form.slice(5).replaceAll(/[-.]/g, "/") === first.slice(1);

/** Forms equivalent to the first one, and an article of the Convention by its title. */
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

export function typedPieces({ wanted }: Meaning): string[] {
  return wanted.flatMap(({ asked }) =>
    asked.flatMap(({ clause }) =>
      clause.sort === "identifier" ? [clause.text.toLowerCase()] : piecesToMark(clause.text),
    ),
  );
}
