import type { ReactNode } from "react";
import {
  countFilters,
  isNarrowed,
  NO_FILTERS,
  type SearchPlace,
  searchHref,
} from "@/components/search/addresses";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PickMore } from "@/components/ui/pick";
import { compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Formatter, message, type Translator } from "@/lib/i18n/translator";
import { type Facet, type FacetCounts, type SearchQuery, SINCES } from "@/lib/search/model";
import { SEARCH_KINDS, type SearchKind } from "@/lib/vocabulary/search-kinds";
import { TLPS, type Tlp } from "@/lib/vocabulary/tlp";

interface Props {
  t: Translator;
  f: Formatter;
  locale: Locale;
  place: SearchPlace;
  query: SearchQuery;
  counts: FacetCounts;
  /** The number of results with the chosen filters. */
  total: number;
}

/**
 * The filters of a search, each value with its number of results: a plain form, so that every choice has an
 * address.
 */
export function Facets(props: Props) {
  const { t, locale, place, query } = props;
  return (
    <details className="more" open={query.more !== undefined}>
      <summary>
        <span id="facets-on">{t("search.filtersOn", { count: countFilters(query) })}</span>{" "}
        <Icon name="down" />
      </summary>
      <form
        className="facets"
        action={localePath(locale, place)}
        aria-label={t("search.filters")}
        data-live="found-title facets-on facets found"
      >
        {(["q", "sort", "exact"] as const).map((name) =>
          query[name] === undefined ? null : (
            <input key={name} type="hidden" name={name} value={query[name]} />
          ),
        )}
        <div id="facets">
          {query.more ? <input type="hidden" name="more" value={query.more} /> : null}
          <Kinds {...props} />
          <Topics {...props} />
          <Countries {...props} />
          <Languages {...props} />
          <Dates {...props} />
          <Labels {...props} />
          <Verified {...props} />
          {isNarrowed(query) ? (
            <p className="row">
              <a className="btn sm quiet" href={searchHref(locale, place, query, NO_FILTERS)}>
                {t("search.clear")}
              </a>
            </p>
          ) : null}
        </div>
        <p className="row">
          <Button size="sm">{t("search.apply")}</Button>
        </p>
      </form>
    </details>
  );
}

/** The filters with several possible values. */
type ListFacet = "type" | "topic" | "country" | "lang" | "tlp";

interface Choice {
  value: string;
  label: string;
  count: number;
  isChosen: boolean;
}

/** Returns the values of a filter with results, and the chosen ones in any case. */
function choicesOf({ query, counts }: Props, facet: ListFacet, nameOf: (value: string) => string): Choice[] {
  const chosen: readonly string[] = query[facet] ?? [];
  const values = new Set([...counts[facet].keys(), ...chosen]);
  return [...values].map((value) => ({
    value,
    label: nameOf(value),
    count: counts[facet].get(value) ?? 0,
    isChosen: chosen.includes(value),
  }));
}

function Kinds(props: Props) {
  const order = (value: string) => SEARCH_KINDS.indexOf(value as SearchKind);
  const choices = choicesOf(props, "type", (value) => props.t(`search.kinds.${value as SearchKind}`));
  choices.sort((a, b) => order(a.value) - order(b.value));
  return <Choices {...props} facet="type" choices={choices} />;
}

/**
 * How many values of a long list are shown besides the chosen ones: those with the most results. The others
 * are at their own address, since they would make every page of results larger.
 */
const IN_SIGHT = 4;

/** Filters whose values have names in every language: their other values are in a search field. */
const NAMED = { country: "country", lang: "language" } as const;

function Topics(props: Props) {
  const { t } = props;
  return <LongList {...props} facet="topic" nameOf={(value) => message(t, `vocabulary.topic.${value}`)} />;
}

function Countries(props: Props) {
  const { locale } = props;
  return <LongList {...props} facet="country" nameOf={(value) => countryName(value, locale)} />;
}

function LongList(props: Props & { facet: "topic" | "country" | "lang"; nameOf: (value: string) => string }) {
  const { t, f, locale, place, query, facet, nameOf } = props;
  // Content without a language cannot be chosen.
  const choices = choicesOf(props, facet, nameOf).filter(({ value }) => value !== "");
  const byName = compareNames(locale);
  choices.sort((a, b) => b.count - a.count || byName(a.label, b.label));
  const seen = choices.filter(({ isChosen }, n) => n < IN_SIGHT || isChosen);
  const rest = choices.filter((choice) => !seen.includes(choice)).sort((a, b) => byName(a.label, b.label));
  const sameSearch = (more?: "1") => searchHref(locale, place, query, { more });
  if (rest.length === 0) return <Choices {...props} choices={seen} />;
  if (!query.more) {
    return (
      <Choices {...props} choices={seen}>
        <a className="small" data-live-link="" href={sameSearch("1")}>
          {t(`search.more.${facet}`, { count: rest.length })}
        </a>
      </Choices>
    );
  }
  const isListed = facet !== "topic";
  return (
    <Choices
      {...props}
      choices={isListed ? seen : [...seen, ...rest].sort((a, b) => byName(a.label, b.label))}
    >
      {isListed ? (
        <PickMore
          name={facet}
          add={t(`common.pick.${NAMED[facet]}`)}
          names={NAMED[facet]}
          options={rest.map(({ value, label, count }) => ({
            value,
            label: t("search.counted", { label, count: f.number(count) }),
          }))}
        />
      ) : null}
      <a className="small" data-live-link="" href={sameSearch()}>
        {t("search.fewer")}
      </a>
    </Choices>
  );
}

/** The labels for handling materials, the freest first. */
function Labels(props: Props) {
  const order = (value: string) => TLPS.indexOf(value as Tlp);
  const choices = choicesOf(props, "tlp", (value) => props.t(`vocabulary.tlp.${value as Tlp}`));
  choices.sort((a, b) => order(a.value) - order(b.value));
  return <Choices {...props} facet="tlp" choices={choices} />;
}

function Languages(props: Props) {
  const { locale } = props;
  return <LongList {...props} facet="lang" nameOf={(value) => languageName(value, locale)} />;
}

function Choices(props: Props & { facet: ListFacet; choices: readonly Choice[]; children?: ReactNode }) {
  const { t, facet, choices, total, children } = props;
  const [lone] = choices;
  // A filter with one value that all results have is useless.
  if (!lone || (choices.length === 1 && !lone.isChosen && lone.count === total)) return null;
  return (
    <fieldset data-pick="">
      <legend>{t(`search.facet.${facet}`)}</legend>
      <div className="picks">
        {choices.map((choice) => (
          <Pick key={choice.value} {...props} choice={choice} />
        ))}
      </div>
      {children}
    </fieldset>
  );
}

function Pick({ f, facet, choice }: Pick<Props, "f"> & { facet: Facet; choice: Choice }) {
  const { value, label, count, isChosen } = choice;
  return (
    <label className="pick">
      <input type="checkbox" name={facet} value={value} defaultChecked={isChosen} />
      <span>{label}</span>
      <span className="n">{f.number(count)}</span>
    </label>
  );
}

function Dates({ t, f, query, counts }: Props) {
  if (counts.date.size === 0 && query.date === undefined) return null;
  return (
    <fieldset>
      <legend>{t("search.facet.date")}</legend>
      {([undefined, ...SINCES] as const).map((since) => (
        <label className="pick" key={since ?? ""}>
          <input type="radio" name="date" value={since ?? ""} defaultChecked={query.date === since} />
          <span>{t(`search.since.${since ?? "any"}`)}</span>
          {since ? <span className="n">{f.number(counts.date.get(since) ?? 0)}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}

function Verified(props: Props) {
  const { t, query, counts } = props;
  const count = counts.verified.get("1") ?? 0;
  const isChosen = query.verified !== undefined;
  if (count === 0 && !isChosen) return null;
  const choice = { value: "1", label: t("search.verified"), count, isChosen };
  return (
    <fieldset>
      <legend>{t("search.facet.verified")}</legend>
      <Pick {...props} facet="verified" choice={choice} />
    </fieldset>
  );
}
