import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { compareNames } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import {
  FACET_NAMES,
  FACETS,
  type FacetCounts,
  type FacetName,
  type LibraryQuery,
} from "@/lib/training/queries/model";
import { facetWord } from "@/lib/training/words/model";
import { countFilters } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  query: LibraryQuery;
  counts: FacetCounts;
}

/** Filters whose values are names: they stand in the order of the reader's alphabet. */
const BY_NAME: ReadonlySet<FacetName> = new Set(["lang", "country"]);

/** What narrows the library: a plain form, so that every choice has an address. Each value says what it would leave. */
export function Facets(props: Props) {
  const { t, locale, query } = props;
  return (
    <details className="more">
      <summary>
        {t("training.list.filters", { count: countFilters(query) })} <Icon name="down" />
      </summary>
      <form className="facets stack" action={localePath(locale, "/training")}>
        <TextField
          name="q"
          id="words"
          type="search"
          label={t("training.list.search")}
          defaultValue={query.q}
          maxLength={200}
          autoComplete="off"
        />
        {FACET_NAMES.map((facet) => (
          <FacetGroup key={facet} {...props} facet={facet} />
        ))}
        {query.article ? <input type="hidden" name="article" value={query.article} /> : null}
        {query.project ? <input type="hidden" name="project" value={query.project} /> : null}
        {query.sort ? <input type="hidden" name="sort" value={query.sort} /> : null}
        <p>
          <Button kind="pri">{t("training.list.apply")}</Button>
        </p>
      </form>
    </details>
  );
}

function FacetGroup({ t, locale, query, counts, facet }: Props & { facet: FacetName }) {
  const chosen = query[facet] ?? [];
  const known = counts.get(facet);
  const values = FACETS[facet].filter((value) => known?.has(value) || chosen.includes(value));
  if (values.length === 0) return null;
  const named = values.map((value) => ({ value, name: facetWord(t, locale, facet, value) }));
  if (BY_NAME.has(facet)) {
    const compare = compareNames(locale);
    named.sort((a, b) => compare(a.name, b.name));
  }
  return (
    <fieldset>
      <legend>{message(t, `training.facet.${facet}`)}</legend>
      {named.map(({ value, name }) => (
        <label className="pick" key={value}>
          <input type="checkbox" name={facet} value={value} defaultChecked={chosen.includes(value)} />
          <span>{name}</span>
          <span className="n num">{formatter(locale).number(known?.get(value) ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}
