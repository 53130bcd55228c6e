import { categoryHref, newTopicHref, topicsHref } from "@/components/discussions/addresses";
import { ownTabs } from "@/components/discussions/own-tabs";
import { TopicList } from "@/components/discussions/topic-list";
import { articleText } from "@/components/legal/article-text";
import { Pager } from "@/components/pager";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Unread } from "@/components/search/understanding";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { WatchSubjects } from "@/components/watching/watch-link";
import type { Page } from "@/lib/core/paging";
import type { TopicArea } from "@/lib/discussions/areas/model";
import type { Category } from "@/lib/discussions/categories/model";
import { TOPIC_LISTS, type TopicsQuery } from "@/lib/discussions/model";
import type { TopicLine } from "@/lib/discussions/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Place } from "@/lib/profiles/reading/directory/model";

export interface TopicsProps {
  t: Translator;
  locale: Locale;
  area: TopicArea;
  query: TopicsQuery;
  found: Page<TopicLine> & { total: number };
  pinned: readonly TopicLine[];
  /** The category of the list; null for all topics. */
  category: Category | null;
  categories: readonly Category[];
  /** The country or area of the filter. */
  place: Place | null;
  /** Filter values in the address that are not valid. */
  unread: readonly string[];
}

/** A list of topics with its orders and filters, the pinned ones first. */
export function TopicsPart(props: TopicsProps) {
  const { t, locale, query, found, pinned, category, categories } = props;
  const listed = category === null ? { categories } : {};
  const isFirst = found.previous === null && !isFiltered(query);
  return (
    <Section id="topics" title={t("discussions.list.title")}>
      {props.unread.length > 0 ? <Unread t={t} locale={locale} values={props.unread} /> : null}
      <Orders {...props} />
      <Chosen {...props} />
      <WatchSubjects
        t={props.t}
        locale={locale}
        topics={query.topic ? [query.topic] : []}
        article={query.article}
        country={props.place?.iso2}
      />
      {isFirst && pinned.length > 0 ? (
        <section aria-label={t("discussions.list.pinnedTitle")}>
          <TopicList t={t} locale={locale} topics={pinned} {...listed} />
        </section>
      ) : null}
      {found.rows.length === 0 ? (
        <None {...props} />
      ) : (
        <TopicList t={t} locale={locale} topics={found.rows} {...listed} />
      )}
      <Pages {...props} />
    </Section>
  );
}

const FILTERS = ["topic", "country", "article", "lang"] as const;
const isFiltered = (query: TopicsQuery) =>
  query.list !== undefined || FILTERS.some((name) => query[name] !== undefined);

/** The orders of the list as links. */
function Orders(props: TopicsProps) {
  const { t, query } = props;
  const tabs = TOPIC_LISTS.map((list) => ({
    href: listHref(props, { ...filtersOf(query), ...(list === "latest" ? {} : { list }) }),
    label: t(`discussions.list.${list}`),
    isCurrent: (query.list ?? "latest") === list,
  }));
  const filters = { ...filtersOf(query), category: props.category?.slug };
  return <Tabs label={t("discussions.list.show")} tabs={[...tabs, ...ownTabs(props, filters)]} />;
}

const filtersOf = ({ topic, country, article, lang }: TopicsQuery) => ({ topic, country, article, lang });

/** Words the filters of a list of topics. */
export function filterWords(
  { t, locale, place }: Pick<TopicsProps, "t" | "locale" | "place">,
  query: Pick<TopicsQuery, "topic" | "article" | "lang">,
): string[] {
  return [
    query.topic ? t(`vocabulary.topic.${query.topic}`) : null,
    place ? t("discussions.list.on", { country: place.names[locale] }) : null,
    query.article ? articleText(t, query.article) : null,
    query.lang ? languageName(query.lang, locale) : null,
  ].filter((word) => word !== null);
}

/** The active filters in words, with a link to the whole list. */
function Chosen(props: TopicsProps) {
  const { t, locale, query, found, place } = props;
  const words = filterWords(props, query);
  if (words.length === 0) return null;
  return (
    <div className="row apart chosen" role="status">
      <p className="meta" data-live-count="">
        {words.map((word) => (
          <b key={word}>{word}</b>
        ))}
        <span>{t("discussions.list.found", { total: found.total })}</span>
      </p>
      {place ? <DesignationNotes t={t} locale={locale} entries={[place]} /> : null}
      <ButtonLink size="sm" href={listHref(props, {})}>
        {t("discussions.list.clear")}
      </ButtonLink>
    </div>
  );
}

function None({ t, locale, area, query, category, place }: TopicsProps) {
  if (isFiltered(query)) return <Empty>{t("discussions.list.nothing")}</Empty>;
  const isClosed = category?.isClosed ?? false;
  return (
    <Empty
      action={
        isClosed ? null : (
          <ButtonLink href={newTopicHref(locale, area, { category: category?.slug, country: place?.iso2 })}>
            {t("discussions.ask")}
          </ButtonLink>
        )
      }
    >
      {t("discussions.list.empty")}
    </Empty>
  );
}

/** Returns the address of the list with other filters. */
const listHref = ({ locale, area, category }: TopicsProps, query: Partial<TopicsQuery>): string =>
  category ? categoryHref(locale, category, query) : topicsHref(locale, query, area);

function Pages(props: TopicsProps) {
  const { t, query, found } = props;
  const place = (at: Partial<TopicsQuery>) =>
    listHref(props, { ...query, before: undefined, after: undefined, ...at });
  if (found.rows.length === 0) return null;
  return (
    <Pager
      t={t}
      label={t("discussions.list.pages")}
      previous={found.previous ? place({ after: found.previous }) : null}
      next={found.next ? place({ before: found.next }) : null}
    >
      {t("discussions.list.shown", { shown: found.rows.length, total: found.total })}
    </Pager>
  );
}
