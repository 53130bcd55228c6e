import { blogHref } from "@/components/blog/addresses";
import { LeadPost, PostItems } from "@/components/blog/post-items";
import { articleText } from "@/components/legal/article-text";
import { Pager } from "@/components/pager";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Unread } from "@/components/search/understanding";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { WatchSubjects } from "@/components/watching/watch-link";
import type { PostsQuery } from "@/lib/blog/model";
import type { BlogFacets, PostLine } from "@/lib/blog/queries/model";
import type { Page } from "@/lib/core/paging";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Place } from "@/lib/profiles/reading/directory/model";
import { BlogAside } from "./blog-aside";

export interface BlogProps {
  t: Translator;
  locale: Locale;
  query: PostsQuery;
  found: Page<PostLine> & { total: number };
  facets: BlogFacets;
  /** The author of the filter, by name if a member has this handle. */
  author: string | null;
  /** The country or area of the filter. */
  place: Place | null;
  /** Filter values in the address that are not valid. */
  unread: readonly string[];
}

const FILTERS = ["topic", "author", "country", "article", "year", "lang", "series"] as const;

/** The list of posts, newest first, filtered by plain links and one plain form. */
export function BlogView(props: BlogProps) {
  const { t, locale, query } = props;
  return (
    <>
      <PageHead
        title={t("blog.title")}
        sub={t("blog.sub")}
        actions={<ButtonLink href={localePath(locale, "/blog/new")}>{t("blog.write")}</ButtonLink>}
      />
      <div className="wrap body flush cols side">
        <div id="posts">
          {props.unread.length > 0 ? <Unread t={t} locale={locale} values={props.unread} /> : null}
          <Chosen {...props} />
          <WatchSubjects
            t={t}
            locale={locale}
            topics={query.topic ? [query.topic] : []}
            article={query.article}
            country={props.place?.iso2}
          />
          <Posts {...props} />
        </div>
        <BlogAside {...props} />
      </div>
    </>
  );
}

const isFiltered = (query: PostsQuery) => FILTERS.some((name) => query[name] !== undefined);

/** The active filters in words, with a link to the whole list. */
function Chosen({ t, locale, query, found, facets, author, place }: BlogProps) {
  if (!isFiltered(query)) return null;
  const series = facets.series.find(({ value }) => value === query.series);
  const words = [
    query.topic ? t(`vocabulary.topic.${query.topic}`) : null,
    place ? t("blog.list.on", { country: place.names[locale] }) : null,
    query.article ? articleText(t, query.article) : null,
    author ? t("blog.list.by", { name: author }) : null,
    series ? t("blog.list.in", { series: series.title }) : null,
    query.year ? t("blog.list.since", { year: String(query.year) }) : null,
    query.lang ? languageName(query.lang, locale) : null,
  ].filter((word) => word !== null);
  return (
    <div className="row apart chosen" role="status">
      <p className="meta" data-live-count="">
        {words.map((word) => (
          <b key={word}>{word}</b>
        ))}
        <span>{t("blog.list.found", { total: found.total })}</span>
      </p>
      {place ? <DesignationNotes t={t} locale={locale} entries={[place]} /> : null}
      <ButtonLink size="sm" href={blogHref(locale)}>
        {t("blog.filters.clear")}
      </ButtonLink>
    </div>
  );
}

function Posts({ t, locale, query, found }: BlogProps) {
  if (found.rows.length === 0) {
    const isNarrowed = isFiltered(query);
    return (
      <Empty
        action={
          isNarrowed ? null : (
            <ButtonLink href={localePath(locale, "/blog/new")}>{t("blog.write")}</ButtonLink>
          )
        }
      >
        {isNarrowed ? t("blog.list.nothing") : t("blog.list.empty")}
      </Empty>
    );
  }
  const [first, ...rest] = found.rows;
  const hasLead = found.previous === null && first !== undefined;
  const place = (at: Partial<PostsQuery>) =>
    blogHref(locale, { ...query, before: undefined, after: undefined, ...at });
  return (
    <>
      {hasLead ? <LeadPost t={t} locale={locale} post={first} /> : null}
      <PostItems t={t} locale={locale} posts={hasLead ? rest : found.rows} />
      <Pager
        t={t}
        label={t("blog.list.pages")}
        previous={found.previous ? place({ after: found.previous }) : null}
        next={found.next ? place({ before: found.next }) : null}
      >
        {t("blog.list.shown", { shown: found.rows.length, total: found.total })}
      </Pager>
    </>
  );
}
