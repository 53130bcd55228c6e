import type { CalledKind } from "@/components/listbox/names";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { PickMore } from "@/components/ui/pick";
import { compareNames } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import {
  FACET_NAMES,
  FACETS,
  type FacetCounts,
  type FacetName,
  type LibraryQuery,
  SINGLE_FACETS,
} from "@/lib/training/queries/model";
import { articleName, facetWord } from "@/lib/training/words/model";
import { compareArticles } from "@/lib/vocabulary/article-numbers";
import { countFilters } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  query: LibraryQuery;
  counts: FacetCounts;
}

/** Filters whose values have names in every language. They are sorted by the reader's alphabet. */
const NAMED: Partial<Record<FacetName, CalledKind>> = { lang: "language", country: "country" };

/** The number of their values shown besides the chosen ones. The others are in a search list. */
const IN_SIGHT = 6;

/** The element with the results, and those of the filters that change with each choice. */
export const LIBRARY = "library";
const COUNTS = "facets-count";
const VALUES = "facets-values";

/**
 * The filters of the library: a plain form, so that every choice has an address. Each value has its number of
 * results.
 */
export function Facets(props: Props) {
  const { t, locale, query } = props;
  return (
    <details className="more">
      <summary>
        <span id={COUNTS}>{t("training.list.filters", { count: countFilters(query) })}</span>{" "}
        <Icon name="down" />
      </summary>
      <form
        className="facets stack"
        action={localePath(locale, "/training")}
        data-live={[COUNTS, VALUES, LIBRARY].join(" ")}
      >
        <TextField
          name="q"
          id="words"
          type="search"
          label={t("training.list.search")}
          defaultValue={query.q}
          maxLength={200}
          autoComplete="off"
        />
        <div className="stack" id={VALUES}>
          {FACET_NAMES.map((facet) => (
            <FacetGroup key={facet} {...props} facet={facet} />
          ))}
          {SINGLE_FACETS.map((facet) => (
            <OneOf key={facet} {...props} facet={facet} />
          ))}
        </div>
        {query.sort ? <input type="hidden" name="sort" value={query.sort} /> : null}
        <p>
          <Button kind="pri">{t("training.list.apply")}</Button>
        </p>
      </form>
    </details>
  );
}

/** A filter with one value, from those that some material has: articles in their order, projects by name. */
function OneOf({ t, locale, query, counts, facet }: Props & { facet: (typeof SINGLE_FACETS)[number] }) {
  const chosen = query[facet] ?? "";
  const known = counts.get(facet);
  const values = [...new Set([...(known?.keys() ?? []), ...(chosen ? [chosen] : [])])];
  if (values.length === 0) return null;
  const compare = facet === "article" ? compareArticles : compareNames(locale);
  return (
    <SelectField
      name={facet}
      label={message(t, `training.facet.${facet}`)}
      empty={t("training.list.any")}
      options={values.sort(compare).map((value) => ({
        value,
        label: t("training.list.counted", {
          name: facet === "article" ? articleName(t, value) : value,
          count: formatter(locale).number(known?.get(value) ?? 0),
        }),
      }))}
      defaultValue={chosen}
    />
  );
}

function FacetGroup({ t, locale, query, counts, facet }: Props & { facet: FacetName }) {
  const chosen = query[facet] ?? [];
  const known = counts.get(facet);
  const values = FACETS[facet].filter((value) => known?.has(value) || chosen.includes(value));
  if (values.length === 0) return null;
  const countOf = (value: string) => known?.get(value) ?? 0;
  const number = (value: string) => formatter(locale).number(countOf(value));
  const words = values.map((value) => ({ value, name: facetWord(t, locale, facet, value) }));
  const names = NAMED[facet];
  const most = [...values].sort((a, b) => countOf(b) - countOf(a)).slice(0, names ? IN_SIGHT : undefined);
  const inSight = new Set([...most, ...chosen]);
  if (names) {
    const compare = compareNames(locale);
    words.sort((a, b) => compare(a.name, b.name));
  }
  return (
    <fieldset data-pick={names && ""}>
      <legend>{message(t, `training.facet.${facet}`)}</legend>
      <div className="picks">
        {words
          .filter(({ value }) => inSight.has(value))
          .map(({ value, name }) => (
            <label className="pick" key={value}>
              <input type="checkbox" name={facet} value={value} defaultChecked={chosen.includes(value)} />
              <span>{name}</span>
              <span className="n num">{number(value)}</span>
            </label>
          ))}
      </div>
      {names ? (
        <PickMore
          name={facet}
          add={message(t, `common.pick.${names}`)}
          names={names}
          options={words
            .filter(({ value }) => !inSight.has(value))
            .map(({ value, name }) => ({
              value,
              label: t("training.list.counted", { name, count: number(value) }),
            }))}
        />
      ) : null}
    </fieldset>
  );
}
