import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { PLACE_KIND, type SearchKind } from "@/lib/vocabulary/search-kinds";
import { audiencesOf } from "./audiences";
import { queryByIndex } from "./by-index";
import { hrefOf, titleOf } from "./hits";
import type { NamedPlace, Suggested, Suggestion, SuggestQuery } from "./model";
import { placeKey } from "./places/names";
import { correctPlace, type Span, spanQuery, spansOf } from "./places/spans";
import { nodesOf } from "./query/expand";
import { all, type Node, quoted, tsquery } from "./query/lexemes";
import { type Clause, parseQuery } from "./query/parse";
import { Statement } from "./statement";
import { fold } from "./text/fold";

export const MAX_SUGGESTED = 8;
/** Maximum of candidates; if two letters match more, they say nothing yet. */
const CONSIDERED = 300;
/** Maximum of countries whose name begins with what was typed. */
const MAX_PLACES = 20;
/** Countries shown after their content on the other words. */
const PLACES_AFTER = 2;

interface Row {
  /** The number of the span that names it, from 1; 0 for a thing whose name has all words. */
  span: number;
  kind: SearchKind;
  path: string;
  titles: Record<string, string>;
  countries: string[];
  anchor: string | null;
  prior: number;
}

/**
 * Suggests things whose names match everything typed, the last word as a prefix: at most 8, likeliest first,
 * visible to the actor; of all kinds or some. Only an aid: search may find more.
 */
export async function suggest(
  actor: Actor | null,
  query: SuggestQuery,
  only: readonly SearchKind[] = [],
): Promise<readonly Suggestion[]> {
  return (await suggestIn(actor, query, only)).suggestions;
}

/**
 * Suggests things, and says which countries the query names beside which other words. If nothing has such a name, the
 * country is taken as mistyped.
 */
export async function suggestIn(
  actor: Actor | null,
  query: SuggestQuery,
  only: readonly SearchKind[] = [],
): Promise<Suggested> {
  const found = await suggestFor(actor, query, only);
  if (found.suggestions.length > 0 || !isPlaceWanted(only)) return found;
  const meant = correctPlace(query.q, query.lang);
  const each = await Promise.all(meant.map((q) => suggestFor(actor, { ...query, q }, only)));
  const firsts = each.flatMap(({ suggestions }) => suggestions.slice(0, 1));
  const others = each.flatMap(({ suggestions }) => suggestions.slice(1));
  return {
    suggestions: [...firsts, ...others].slice(0, MAX_SUGGESTED),
    places: each.flatMap(({ places }) => places),
  };
}

const isPlaceWanted = (only: readonly SearchKind[]) => only.length === 0 || only.includes(PLACE_KIND);

async function suggestFor(
  actor: Actor | null,
  { q, lang }: SuggestQuery,
  only: readonly SearchKind[],
): Promise<Suggested> {
  const isFinished = /\s$/.test(q);
  const { wanted, endsInStop } = await nodesWhileTyping(parseQuery(q).clauses, lang, isFinished);
  if (wanted.length === 0) return { suggestions: [], places: [] };
  const named = tsquery(all(wanted), "=t:");
  const kinds = only.map((kind) => quoted(`=k:${kind}`)).join(" | ");
  const spans = isPlaceWanted(only) ? spansOf(q, { isFinished, endsInStop }) : [];
  const rows = await findNamed(
    kinds ? `(${named}) & (${kinds})` : named,
    spans.map((span) => spanQuery(span, lang)),
    await audiencesOf(actor),
  );
  const { rest, places } = placesIn(rows, spans, lang);
  const things = ranked(
    rows.filter(({ span }) => span === 0),
    fold(q.trim()),
    lang,
  );
  const after = [
    ...distinctRows(things, lang).slice(0, MAX_SUGGESTED - PLACES_AFTER),
    ...places.slice(0, PLACES_AFTER),
  ];
  const shown = distinctRows(rest === "" ? [...places, ...things] : after, lang);
  return {
    suggestions: shown.slice(0, MAX_SUGGESTED).map((row) => suggestionOf(row, lang)),
    places: places.map((row) => namedPlace(row, rest, lang)),
  };
}

const namedPlace = (row: Row, rest: string, lang: Locale): NamedPlace => ({
  label: titleOf(row, lang),
  country: row.countries[0] ?? "",
  slug: row.path.split("/").at(-1) ?? "",
  rest,
});

/** Finds the countries that complete words of a query name, beside which other words. */
export async function findPlaces(q: string, lang: Locale): Promise<NamedPlace[]> {
  const spans = parseQuery(q).isTooLong ? [] : spansOf(q, { isFinished: true });
  if (spans.length === 0) return [];
  const rows = await findNamed(
    null,
    spans.map((span) => spanQuery(span, lang)),
    await audiencesOf(null),
  );
  const { rest, places } = placesIn(rows, spans, lang);
  return places.map((row) => namedPlace(row, rest, lang));
}

/** Returns the countries of the likeliest span that names any, and the words beside it. */
function placesIn(
  rows: readonly Row[],
  spans: readonly Span[],
  lang: Locale,
): { rest: string; places: readonly Row[] } {
  const at = spans.findIndex((_, n) => rows.some(({ span }) => span === n + 1));
  const span = spans[at];
  if (!span) return { rest: "", places: [] };
  // The whole of one name may be the beginning of others: "Niger", or "UK" and Ukraine.
  const rank = (row: Row) => {
    const key = placeKey(titleOf(row, lang));
    return key === span.key || !key.startsWith(span.key) ? 1 : 0;
  };
  const places = rows.filter((row) => row.span === at + 1);
  places.sort((a, b) => rank(b) - rank(a) || (titleOf(a, lang) < titleOf(b, lang) ? -1 : 1));
  return { rest: span.rest, places };
}

function ranked(rows: Row[], typed: string, lang: Locale): Row[] {
  const labels = new Map(rows.map((row) => [row, titleOf(row, lang)]));
  const labelOf = (row: Row) => labels.get(row) ?? "";
  const rank = (row: Row) =>
    (fold(labelOf(row)).startsWith(typed) ? 1 : 0) + row.prior - Math.min(labelOf(row).length, 200) / 1000;
  return rows.sort((a, b) => rank(b) - rank(a) || (labelOf(a) < labelOf(b) ? -1 : 1));
}

/** Leaves out rows that look the same to readers: members with equal names are different people. */
function distinctRows(rows: readonly Row[], lang: Locale): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const { label, country, href } = suggestionOf(row, lang);
    const key = row.kind === "member" ? href : `${label}\0${country ?? ""}`;
    if (!found.has(key)) found.set(key, row);
    if (found.size === MAX_SUGGESTED) break;
  }
  return [...found.values()];
}

function suggestionOf(row: Row, lang: Locale): Suggestion {
  const [code, ...others] = row.countries;
  return {
    label: titleOf(row, lang),
    kind: row.kind,
    href: hrefOf(row, lang) + (row.anchor ? `#${row.anchor}` : ""),
    // The names of countries and sections contain it.
    country:
      code === undefined || others.length > 0 || row.kind === PLACE_KIND ? null : countryName(code, lang),
  };
}

/** All words complete except the last, which may be unfinished. */
async function nodesWhileTyping(
  clauses: readonly Clause[],
  locale: Locale,
  isFinished: boolean,
): Promise<{ wanted: Node[]; endsInStop: boolean }> {
  const said = clauses.filter(({ isExcluded }) => !isExcluded);
  const asked = await nodesOf(db(), said, locale);
  const wanted = asked.flatMap(({ clause, node, isStop }, n) => {
    const isLast = n === asked.length - 1;
    if (isStop && !isLast) return [];
    const word = clause.tokens.findLast(({ raw }) => raw !== null)?.word;
    if (!isLast || isFinished || clause.sort !== "word" || word === undefined) return [node];
    return [{ is: "start", word } as const];
  });
  return { wanted, endsInStop: asked.at(-1)?.isStop ?? false };
}

const COLUMNS = `kind, path, titles, countries, prior,
  case when anchors -> 0 ->> 0 = '0' then anchors -> 0 ->> 1 end as anchor`;

/** Finds things by name, if a query is given, and countries by span, in one statement. */
async function findNamed(
  query: string | null,
  spans: readonly string[],
  audiences: readonly string[],
): Promise<Row[]> {
  const statement = new Statement();
  const open = statement.add(audiences, "text[]");
  const found = (query: string, most: number) =>
    `select ${COLUMNS} from search_entry
     where terms @@ ${query} and audience = any (${open}) and part = 0 limit ${most}`;
  const places = `select one.n::int as span, place.*
    from unnest(${statement.add(spans, "text[]")}) with ordinality as one (query, n)
    cross join lateral (${found("one.query::tsquery", MAX_PLACES)}) place`;
  const things =
    query === null
      ? ""
      : `union all select 0, thing.* from (${found(statement.add(query, "tsquery"), CONSIDERED)}) thing`;
  return queryByIndex<Row>(statement.named("suggest", `${places} ${things}`));
}
