import { blogFeedHref, blogHref } from "@/components/blog/addresses";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { SEARCHING } from "@/components/ui/pick";
import type { PostsQuery } from "@/lib/blog/model";
import type { BlogFacets } from "@/lib/blog/queries/model";
import { compareNames } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Place } from "@/lib/profiles/reading/directory/model";
import type { Topic } from "@/lib/vocabulary/topics";

interface Props {
  t: Translator;
  locale: Locale;
  query: PostsQuery;
  facets: BlogFacets;
  /** The country or area of the filter, even if there are no posts about it. */
  place: Place | null;
}

/** The panel beside the list of posts: topics, other filters, feeds. */
export function BlogAside(props: Props) {
  return (
    <aside className="stack g5" aria-label={props.t("blog.filters.title")}>
      <Topics {...props} />
      <Filters {...props} />
      <Series {...props} />
      <Feeds {...props} />
    </aside>
  );
}

function Topics({ t, locale, query, facets }: Props) {
  if (facets.topics.length === 0) return null;
  return (
    <Box id="topics" title={t("blog.topics")}>
      <ul className="list in-b small tally">
        {facets.topics.map(({ value, count }) => (
          <li className="row apart" key={value}>
            <a
              href={blogHref(locale, { topic: value as Topic })}
              aria-current={query.topic === value ? "true" : undefined}
            >
              {t(`vocabulary.topic.${value as Topic}`)}
            </a>
            <span className="dim num">{count}</span>
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** All filters of the list as one form: each choice has an address. */
function Filters({ t, locale, query, facets, place }: Props) {
  const isListed = facets.countries.some(({ slug }) => slug === place?.slug);
  const countries = [...facets.countries, ...(place && !isListed ? [{ ...place, count: 0 }] : [])].sort(
    (a, b) => compareNames(locale)(a.names[locale], b.names[locale]),
  );
  const counted = (label: string, count: number) => t("blog.filters.counted", { label, count });
  return (
    <Box id="filters" title={t("blog.filters.title")}>
      <form className="in-b stack g3" action={blogHref(locale)} data-live="posts">
        <SelectField
          name="topic"
          label={t("blog.filters.topic")}
          empty={t("blog.filters.anyTopic")}
          options={facets.topics.map(({ value, count }) => ({
            value,
            label: counted(t(`vocabulary.topic.${value as Topic}`), count),
          }))}
          defaultValue={query.topic ?? ""}
        />
        <SelectField
          name="country"
          label={t("blog.filters.country")}
          empty={t("blog.filters.anyCountry")}
          names="country"
          options={countries.map(({ slug, iso2, names, count }) => ({
            value: slug,
            label: counted(names[locale], count),
            code: iso2,
          }))}
          {...SEARCHING}
          defaultValue={query.country ?? ""}
        />
        <SelectField
          name="year"
          label={t("blog.filters.year")}
          empty={t("blog.filters.anyYear")}
          options={facets.years.map(({ value, count }) => ({ value, label: counted(value, count) }))}
          defaultValue={query.year ? String(query.year) : ""}
        />
        <SelectField
          name="lang"
          label={t("blog.filters.language")}
          empty={t("blog.filters.anyLanguage")}
          names="language"
          options={facets.languages.map(({ value, count }) => ({
            value,
            label: counted(languageName(value, locale), count),
          }))}
          defaultValue={query.lang ?? ""}
          {...SEARCHING}
        />
        {query.author ? <input type="hidden" name="author" value={query.author} /> : null}
        {query.article ? <input type="hidden" name="article" value={query.article} /> : null}
        {query.series ? <input type="hidden" name="series" value={query.series} /> : null}
        <Button isFull>{t("blog.filters.apply")}</Button>
      </form>
    </Box>
  );
}

function Series({ t, locale, query, facets }: Props) {
  if (facets.series.length === 0) return null;
  return (
    <Box id="series" title={t("blog.series")}>
      <ul className="list in-b small tally">
        {facets.series.map(({ value, title, count }) => (
          <li className="row apart" key={value}>
            <a
              href={blogHref(locale, { series: value })}
              aria-current={query.series === value ? "true" : undefined}
            >
              <bdi>{title}</bdi>
            </a>
            <span className="dim num">{count}</span>
          </li>
        ))}
      </ul>
    </Box>
  );
}

function Feeds({ t, locale, query }: Props) {
  return (
    <Box id="feeds" title={t("blog.feeds.title")}>
      <div className="in-b stack g2 small">
        <p>{t("blog.feeds.text")}</p>
        <p className="row">
          <a href={blogFeedHref(locale, "xml", query)} type="application/atom+xml">
            {t("blog.feeds.atom")}
          </a>
          <a href={blogFeedHref(locale, "json", query)} type="application/feed+json">
            {t("blog.feeds.json")}
          </a>
        </p>
      </div>
    </Box>
  );
}
