import { type SearchKind, WITH_PARTS } from "@/lib/vocabulary/search-kinds";
import { queryByIndex } from "./by-index";
import { RESULTS_PER_PAGE, SINCE_DAYS } from "./model";
import { quoted } from "./query/lexemes";
import { Statement } from "./statement";

/** Queries as `tsquery` literals. */
export interface Queries {
  /** Everything that is wanted. */
  match: string;
  /** All of it in the title; all of it as subject. Empty: not used. */
  titled: string;
  about: string;
  /** Identifiers as the thing's own, the rest anywhere. Empty without identifiers. */
  identified: string;
  /** A title equal to the query. */
  exact: string;
  /** The article of the Convention most likely meant, in the title; empty if none. */
  meant: string;
  /** That article itself, if nothing else was asked for. */
  itself: string;
  /** Basis for measuring proximity. */
  near: string;
  /** Parts of `match` that count individually, if not all are required. */
  pieces: readonly string[];
}

/** Filters applied to the results. */
export interface Filters {
  kinds: readonly string[] | null;
  countries: readonly string[] | null;
  topics: readonly string[] | null;
  /** Handling labels. */
  labels: readonly string[] | null;
  languages: readonly string[] | null;
  since: Date | null;
  isVerified: boolean;
}

export interface Find extends Queries, Filters {
  audiences: readonly string[];
  /** Reader's language: preferred among equal results. */
  language: string;
  isNewestFirst: boolean;
  page: number;
}

export interface FoundRow {
  thing: string;
  kind: SearchKind;
  path: string;
  titles: Record<string, string>;
  language: string;
  countries: string[];
  audience: string;
  at: string | null;
  verified: string | null;
  text: string;
  anchors: [number, string][];
}

export interface Found {
  rows: FoundRow[];
  /** `[facet, value, count]`; "all" has the total, "any" the total without filters. */
  facets: [string, string | null, number][];
  /** Number of matching rows, as far as counted. */
  counted: number;
}

/**
 * Maximum of matching rows that are counted; more are shown as "more than". Grouping and counting costs more
 * than finding, and beyond a thousand results counts do not matter.
 */
export const COUNTED = 1_000;
/** The index is unordered: beyond this many rows, the newest may be missing from those sorted. */
const OF_THE_NEWEST = 10_000;
/** Candidates from each tier, and in total. */
const TIER = 500;
/** Number of best candidates whose proximity is measured: fewer for longer queries, as that is expensive. */
const MEASURED = { least: 50, most: 100, words: 2_500 } as const;

/** What a tier adds to a score; proximity adds up to `CLOSE`. */
const BONUS = { titled: 1, about: 0.35, identified: 4, exact: 2, meant: 1, itself: 4 } as const;
const CLOSE = 2;
const OWN_LANGUAGE = 0.5;
const inSql = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(", ");
const WHOLES = Object.entries(WITH_PARTS).map(([whole, parts]) => ({
  whole,
  kinds: inSql([whole, ...parts]),
}));
/**
 * Groups rows into one result: a source listed in many profiles, and things with parts, such as one text in
 * two formats.
 */
export const SAME = `case when kind = 'source' then md5(key)::uuid
  ${WHOLES.map(({ whole, kinds }) => `when kind in (${kinds}) then md5('${whole} ' || split_part(owner, ':', 2))::uuid`).join(" ")}
  else thing end`;
/** Weights of matches in text, context, headings and identifiers, names. */
const WEIGHTS = "'{0.1, 0.35, 0.6, 1}'";

/**
 * Searches in one statement. A GIN index returns matching rows unordered, so rows matching in title or
 * subject are queried as separate tiers and come first. Proximity is measured only for the best candidates,
 * as it is expensive. The audience is in every condition. Counts are of things, not of parts.
 */
export async function find(what: Find): Promise<Found> {
  const statement = new Statement();
  const text = textOf(what, statement);
  const [found] = await queryByIndex<Found>(statement.named("search", text));
  if (!found) throw new Error("a search without an answer");
  return found;
}

function textOf(what: Find, statement: Statement): string {
  const audiences = statement.add(what.audiences, "text[]");
  const near = statement.add(what.near, "tsquery");
  const own = statement.add(what.language, "text");
  const isNarrowed = narrowing(what) !== "" || what.since !== null || what.isVerified;
  const candidates = what.isNewestFirst ? OF_THE_NEWEST : COUNTED;
  const holds = (query: string) =>
    `terms @@ ${statement.add(query, "tsquery")} and audience = any (${audiences})`;
  const filters = filtersOf(what, statement);
  const within = (query: string) =>
    [holds(both(query, narrowing(what))), ...CONDITIONS.map((name) => filters[name])]
      .filter((condition) => condition !== "true")
      .join(" and ");
  const tiers = (Object.keys(BONUS) as (keyof typeof BONUS)[])
    .filter((name) => what[name] !== "")
    .map(
      (
        name,
      ) => `(select thing, part, ${SAME} as same, prior, at, language, ${BONUS[name]}::real as bonus from search_entry
        where ${within(what[name])} limit ${TIER})`,
    );
  const order = what.isNewestFirst ? "at desc nulls last, score desc" : "score desc";
  const measured = measuredOf(what);
  return `with hits as materialized (
      select thing, part, ${SAME} as same, kind, language, countries, topics, handling, at,
        verified_on, prior from search_entry
      where ${holds(what.match)} limit ${COUNTED + 1}
    ), tiers as (
      ${
        isNarrowed || what.isNewestFirst
          ? `(select thing, part, ${SAME} as same, prior, at, language, 0::real as bonus from search_entry
        where ${within(what.match)} limit ${candidates})`
          : "select thing, part, same, prior, at, language, 0::real as bonus from hits"
      }
      ${tiers.map((one) => `union all ${one}`).join("\n      ")}
    ), likely as (
      select thing, part, same, max(at) as at, max(prior) + sum(bonus)
        + case when max(language) = ${own} then ${OWN_LANGUAGE} else 0 end as score from tiers
      group by thing, part, same
    ), pool as (
      select *, row_number() over (order by ${order}, thing, part) <= ${statement.add(measured, "int")} as is_measured from likely
      order by ${order}, thing, part limit ${TIER}
    ), ranked as (
      select thing, part, same, at, is_measured, case when is_measured then score + (
          select ${closeness(what, statement, near)} from search_entry e where e.thing = pool.thing and e.part = pool.part
        ) else score end as score
      from pool
    ), best as (
      select distinct on (same) same, thing, part, score, at, is_measured from ranked
      order by same, is_measured desc, score desc, thing, part
    ), shown as (
      select same, thing, part, row_number() over (order by ${
        what.isNewestFirst
          ? "at desc nulls last, is_measured desc, score desc"
          : "is_measured desc, score desc"
      }, thing) as place from best
      order by place limit ${RESULTS_PER_PAGE} offset ${statement.add((what.page - 1) * RESULTS_PER_PAGE, "int")}
    ), ${countsOf(filters, statement)}
    select
      (select coalesce(json_agg(row order by row.place), '[]') from (
        select s.place, s.thing, e.kind, e.path, e.titles, e.language, e.audience,
          -- What is shown may be none of the rows that were counted: then it has its own countries.
          coalesce(case when e.kind = 'source' then (
            select array_agg(distinct code) from hits h, unnest(h.countries) as code where h.same = s.same
          ) end, e.countries) as countries, e.at,
          e.verified_on as verified, coalesce(inner_part.text, e.text) as text,
          coalesce(inner_part.anchors, e.anchors) as anchors
        from shown s join search_entry e using (thing, part)
        -- The whole of a long thing has no text of its own: it is shown by the part that is closest.
        left join lateral (
          select one.text, one.anchors from search_entry one
          where e.part = 0 and e.text = '' and one.thing = e.thing and one.part > 0
          order by ts_rank_cd(${WEIGHTS}, one.terms, ${near}, 1) desc, one.part limit 1
        ) inner_part on true
      ) row) as rows,
      (select coalesce(json_agg(json_build_array(facet, value, n)), '[]') from facets) as facets,
      (select count(*)::int from hits) as counted`;
}

/**
 * Number of rows whose proximity is measured. If not all words are required it is all candidates, as
 * proximity then counts the words found.
 */
function measuredOf({ pieces, near }: Find): number {
  if (pieces.length > 0) return TIER;
  const { least, most, words } = MEASURED;
  return Math.max(least, Math.min(most, Math.floor(words / near.split(/[&|]/).length)));
}

/** Proximity and prominence of the matches; if not all words are required, their number comes first. */
function closeness({ pieces }: Find, statement: Statement, near: string): string {
  const measured = `${CLOSE} * ts_rank_cd(${WEIGHTS}, e.terms, ${near}, 1 | 32)`;
  if (pieces.length === 0) return measured;
  const asked = statement.add(pieces, "tsquery[]");
  return `(select sum((e.terms @@ piece)::int) from unnest(${asked}) as piece) + ${measured}`;
}

/** Names of the filters. */
const CONDITIONS = ["kind", "topic", "country", "lang", "date", "label", "verified"] as const;
type Conditions = Readonly<Record<(typeof CONDITIONS)[number], string>>;

/** SQL conditions of the filters on an entry's columns. */
export function filtersOf(what: Filters, statement: Statement): Conditions {
  const some = (values: readonly string[] | null, condition: (place: string) => string) =>
    values === null ? "true" : condition(statement.add(values, "text[]"));
  return {
    kind: some(what.kinds, (place) => `kind = any (${place})`),
    topic: some(what.topics, (place) => `topics && ${place}`),
    country: some(what.countries, (place) => `countries && ${place}`),
    label: some(what.labels, (place) => `handling = any (${place})`),
    lang: some(what.languages, (place) => `language = any (${place})`),
    date: what.since === null ? "true" : `at >= ${statement.add(what.since, "timestamptz")}`,
    verified: what.isVerified ? "verified_on is not null" : "true",
  };
}

/** Filters that the index contains, added to each query, so that few rows are read for frequent words. */
function narrowing({ kinds, topics, countries, languages, labels }: Filters): string {
  const some = (prefix: string, values: readonly string[] | null) =>
    values === null ? "" : `(${values.map((value) => quoted(prefix + value)).join(" | ")})`;
  const parts = [some("=k:", kinds), some("=p:", topics), some("=c:", countries), some("=l:", languages)];
  return [...parts, some("=h:", labels)].reduce(both, "");
}

function both(a: string, b: string): string {
  return a === "" ? b : b === "" ? a : `(${a}) & ${b}`;
}

/** Kinds whose results may combine rows of several kinds, languages or countries. */
const OF_MANY = `(${[...WHOLES.map(({ kinds }) => kinds), "'source'"].join(", ")})`;

/** Counts things per value of each filter, with the other filters applied. */
function countsOf(filters: Conditions, statement: Statement): string {
  const asked = CONDITIONS.filter((name) => filters[name] !== "true");
  const flags = (flag: (condition: string) => string) =>
    asked.map((name) => `, ${flag(filters[name])} as is_${name}`).join("");
  const except = (own: keyof Conditions | null) =>
    ["true", ...asked.filter((name) => name !== own).map((name) => `is_${name}`)].join(" and ");
  const now = statement.add(new Date(), "timestamptz");
  const values = (facet: string, list: string, own: keyof Conditions, narrower = "true") =>
    `select '${facet}', value, count(*) from (
        select unnest(${list}) as value from things where ${narrower} and ${except(own)}
      ) listed group by value`;
  const dates = Object.entries(SINCE_DAYS).map(
    ([name, days]) => `select 'date', '${name}', count(*) from things
        where at >= ${now} - interval '${days} days' and ${except("date")}`,
  );
  // Most things have one row, or rows that are alike.
  return `things as materialized (
      (select distinct on (same) same, kind, array[kind] as kinds, array[language] as languages, topics, countries,
        handling, at, verified_on${flags((condition) => condition)}
      from hits where kind not in ${OF_MANY} order by same)
      union all
      select same, min(kind), array_agg(distinct kind), array_agg(distinct language), min(topics), min(countries),
        min(handling), max(at), max(verified_on)${flags((condition) => `bool_or(${condition})`)}
      from hits where kind in ${OF_MANY} group by same
    ), facets (facet, value, n) as (
      select 'any', null, count(*) from things
      union all select 'all', null, count(*) from things where ${except(null)}
      union all ${values("type", "kinds", "kind")}
      union all ${values("lang", "languages", "lang")}
      union all ${values("topic", "topics", "topic")}
      union all select 'country', code, count(*) from (
        select unnest(countries) as code from things where kind <> 'source' and ${except("country")}
        union all select code from (
          select distinct same, unnest(countries) as code from hits where kind = 'source'
        ) one join things using (same) where ${except("country")}
      ) listed group by code
      union all select 'tlp', handling, count(*) from things
        where handling is not null and ${except("label")} group by handling
      union all ${dates.join("\n      union all ")}
      union all select 'verified', '1', count(*) from things where verified_on is not null and ${except("verified")}
    )`;
}
