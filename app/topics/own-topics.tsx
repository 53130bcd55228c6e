import { ownTopicsHref, topicsHref } from "@/components/discussions/addresses";
import { categoryName } from "@/components/discussions/category-name";
import { ownTabs } from "@/components/discussions/own-tabs";
import { TopicList } from "@/components/discussions/topic-list";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { PostForm } from "@/components/post-form";
import { Unread } from "@/components/search/understanding";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import type { NamedCategory } from "@/lib/discussions";
import { areaOf } from "@/lib/discussions/areas/model";
import type { TopicLine } from "@/lib/discussions/queries/model";
import {
  COUNTED_LISTS,
  NEW_DAYS,
  type OwnFilters,
  type OwnTopicsQuery,
  topicAtText,
} from "@/lib/discussions/reading/model";
import { OwnFilterForm } from "./own-filters";
import type { OwnTopicsProps } from "./own-topics-props";
import { filterWords } from "./topics-view";

const filtersOf = ({ topic, country, article, lang, category }: OwnTopicsQuery): OwnFilters => ({
  topic,
  country,
  article,
  lang,
  category,
});

/** Fields that a form sends back: the list and its filters, and nothing that is not set. */
const hiddenOf = (query: OwnTopicsQuery): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...filtersOf(query), list: query.list }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

const isCounted = (query: OwnTopicsQuery): boolean => COUNTED_LISTS.some((list) => list === query.list);

/** What the member's last form did, with a button that undoes a mark. */
export function OwnOutcome({ t, locale, query }: OwnTopicsProps) {
  if (!query.done) return null;
  return (
    <Outcome>
      {t(`discussions.own.done.${query.done}`)}
      {query.done === "read" && query.undo ? (
        <PostForm
          t={t}
          name="undo"
          action={ownTopicsHref(locale)}
          className="row"
          hidden={{ ...hiddenOf(query), undo: query.undo }}
        >
          <Button size="sm">{t("discussions.own.undo")}</Button>
        </PostForm>
      ) : null}
    </Outcome>
  );
}

/** A member's own lists of topics, with their filters. */
export function OwnTopics(props: OwnTopicsProps) {
  const { t, locale, query, found, counts, unread } = props;
  return (
    <Section id="topics" title={t(`discussions.own.title.${query.list}`)}>
      {unread.length > 0 ? <Unread t={t} locale={locale} values={unread} /> : null}
      <Tabs
        label={t("discussions.list.show")}
        tabs={ownTabs({ t, locale, counts, current: query.list }, filtersOf(query))}
      />
      <p className="small dim">{t(`discussions.own.what.${query.list}`, { days: NEW_DAYS })}</p>
      <Chosen {...props} />
      <MarkAll {...props} />
      {found.rows.length === 0 ? <Nothing {...props} /> : <List {...props} />}
      <Pages {...props} />
      <OwnFilterForm {...props} />
    </Section>
  );
}

function List({ t, locale, query, found, categories }: OwnTopicsProps) {
  const unread = new Map(found.rows.map((row) => [row.id, row.unread]));
  return (
    <TopicList
      t={t}
      locale={locale}
      topics={found.rows}
      categories={categories}
      unread={unread}
      {...(isCounted(query)
        ? { actionsOf: (topic: TopicLine) => <MarkOne {...{ t, locale, query, topic }} /> }
        : {})}
    />
  );
}

/** Marks one topic as read, up to its newest reply on this page. */
function MarkOne(props: Pick<OwnTopicsProps, "t" | "locale" | "query"> & { topic: TopicLine }) {
  const { t, locale, query, topic } = props;
  const of = topicAtText({ area: areaOf(topic), slug: String(topic.number) });
  return (
    <PostForm
      t={t}
      name="read"
      action={ownTopicsHref(locale)}
      className="row small"
      hidden={{ ...hiddenOf(query), of, number: String(topic.last?.number ?? 0) }}
    >
      <Button size="sm" icon="check">
        {t("discussions.own.markOne")}
        <span className="vh"> ({topic.title})</span>
      </Button>
    </PostForm>
  );
}

function MarkAll({ t, locale, query, found, drawnAt }: OwnTopicsProps) {
  if (!isCounted(query) || found.total === 0) return null;
  return (
    <PostForm
      t={t}
      name="read-all"
      action={ownTopicsHref(locale)}
      className="row"
      hidden={{ ...hiddenOf(query), at: String(drawnAt) }}
    >
      <Button icon="check">{t("discussions.own.markAll", { total: found.total })}</Button>
    </PostForm>
  );
}

/** The filters in words; with a category, the way to mute it. */
function Chosen(props: OwnTopicsProps) {
  const { t, locale, query, found, category } = props;
  const words = [...(category ? [categoryName(category, locale)] : []), ...filterWords(props, query)];
  if (words.length === 0) return null;
  return (
    <div className="row apart chosen" role="status">
      <p className="meta">
        {words.map((word) => (
          <b key={word}>{word}</b>
        ))}
        <span>{t("discussions.list.found", { total: found.total })}</span>
      </p>
      <div className="row">
        {category ? <MuteCategoryForm t={t} locale={locale} query={query} category={category} /> : null}
        <ButtonLink size="sm" href={ownTopicsHref(locale, { list: query.list })}>
          {t("discussions.list.clear")}
        </ButtonLink>
      </div>
    </div>
  );
}

function MuteCategoryForm(
  props: Pick<OwnTopicsProps, "t" | "locale" | "query"> & { category: NamedCategory },
) {
  const { t, locale, query, category } = props;
  return (
    <PostForm
      t={t}
      name="mute"
      action={ownTopicsHref(locale)}
      className="row"
      hidden={{
        ...hiddenOf(query),
        slug: category.slug,
        isMuted: category.isMuted ? "" : "on",
      }}
    >
      <Button size="sm">{t(category.isMuted ? "discussions.own.unmute" : "discussions.own.mute")}</Button>
    </PostForm>
  );
}

function Nothing({ t, locale, query, category }: OwnTopicsProps) {
  const isMuted = category?.isMuted ?? false;
  return (
    <Empty action={<ButtonLink href={topicsHref(locale)}>{t("discussions.own.all")}</ButtonLink>}>
      {t(isMuted && isCounted(query) ? "discussions.own.isMuted" : `discussions.own.none.${query.list}`)}
    </Empty>
  );
}

function Pages({ t, locale, query, found }: OwnTopicsProps) {
  if (found.rows.length === 0) return null;
  const place = (at: Partial<OwnTopicsQuery>) =>
    ownTopicsHref(locale, { ...filtersOf(query), list: query.list, ...at });
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
