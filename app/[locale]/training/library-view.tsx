import { Pager } from "@/components/pager";
import { Unread } from "@/components/search/understanding";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { WatchSubjects } from "@/components/watching/watch-link";
import type { Page } from "@/lib/core/paging";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  FACET_NAMES,
  type FacetCounts,
  type LibraryQuery,
  type MaterialLine,
  SORTS,
} from "@/lib/training/queries/model";
import { articleName, facetWord } from "@/lib/training/words/model";
import { isTopic } from "@/lib/vocabulary/topics";
import { countFilters, libraryFeedHref, libraryHref, without } from "./addresses";
import { Facets, LIBRARY } from "./facets";
import { MaterialListItem } from "./material-line";

interface Props {
  t: Translator;
  locale: Locale;
  query: LibraryQuery;
  found: Page<MaterialLine> & { total: number };
  counts: FacetCounts;
  /** Filter values in the address that are not valid. */
  unread: readonly string[];
}

/** The library: its materials and filters. */
export function LibraryView(props: Props) {
  const { t, locale, query, counts } = props;
  return (
    <>
      <PageHead
        title={t("training.title")}
        sub={t("training.sub")}
        actions={
          <>
            <ButtonLink href={localePath(locale, "/training/mine")}>{t("training.list.mine")}</ButtonLink>
            <ButtonLink kind="pri" icon="plus" href={localePath(locale, "/training/new")}>
              {t("training.list.add")}
            </ButtonLink>
          </>
        }
      />
      <div className="wrap body flush cols lead">
        <Facets t={t} locale={locale} query={query} counts={counts} />
        <div className="stack" id={LIBRARY}>
          {props.unread.length > 0 ? <Unread t={t} locale={locale} values={props.unread} /> : null}
          <div className="row apart">
            <Chosen {...props} />
            <Sorts t={t} locale={locale} query={query} />
          </div>
          <WatchSubjects
            t={t}
            locale={locale}
            topics={(query.topic ?? []).filter(isTopic)}
            article={query.article}
          />
          <Found {...props} />
        </div>
      </div>
    </>
  );
}

/** The number of results, and the active filters, each with a link to remove it. */
function Chosen({ t, locale, query, found }: Props) {
  const values = FACET_NAMES.flatMap((facet) =>
    (query[facet] ?? []).map((value) => ({ facet, value, name: facetWord(t, locale, facet, value) })),
  );
  const off = (name: string, next: LibraryQuery) => (
    <a className="tag" key={name} href={libraryHref(locale, next)}>
      <span className="vh">{t("training.list.without")} </span>
      {name} <Icon name="x" />
    </a>
  );
  const start = { ...query, before: undefined, after: undefined };
  return (
    <p className="row small">
      <b data-live-count="">{t("training.list.count", { found: found.total })}</b>
      {values.map(({ facet, value, name }) => off(name, without(query, facet, value)))}
      {query.article ? off(articleName(t, query.article), { ...start, article: undefined }) : null}
      {query.project ? off(query.project, { ...start, project: undefined }) : null}
      {countFilters(query) > 0 ? (
        <a href={libraryHref(locale, { sort: query.sort })}>{t("training.list.clear")}</a>
      ) : null}
    </p>
  );
}

function Sorts({ t, locale, query }: Pick<Props, "t" | "locale" | "query">) {
  return (
    <nav className="row small" aria-label={t("training.list.sort")}>
      {SORTS.map((sort) => {
        const next = {
          ...query,
          sort: sort === "new" ? undefined : sort,
          before: undefined,
          after: undefined,
        };
        return (
          <a
            key={sort}
            href={libraryHref(locale, next)}
            aria-current={(query.sort ?? "new") === sort ? "true" : undefined}
          >
            {t(`training.list.sorts.${sort}`)}
          </a>
        );
      })}
    </nav>
  );
}

function Found({ t, locale, query, found }: Props) {
  if (found.rows.length === 0) {
    const isNarrowed = countFilters(query) > 0;
    return (
      <Empty
        action={
          isNarrowed ? (
            <ButtonLink href={localePath(locale, "/training")}>{t("training.list.clear")}</ButtonLink>
          ) : (
            <ButtonLink href={localePath(locale, "/training/new")}>{t("training.list.add")}</ButtonLink>
          )
        }
      >
        {isNarrowed ? t("training.list.nothing") : t("training.list.empty")}
      </Empty>
    );
  }
  const { previous, next } = found;
  return (
    <>
      <ul className="list ruled">
        {found.rows.map((line) => (
          <MaterialListItem key={line.id} t={t} locale={locale} line={line} />
        ))}
      </ul>
      <Pager
        t={t}
        label={t("training.list.pages")}
        previous={previous ? libraryHref(locale, { ...query, after: undefined, before: previous }) : null}
        next={next ? libraryHref(locale, { ...query, before: undefined, after: next }) : null}
      >
        <a href={libraryFeedHref(locale, query)}>{t("training.list.feed")}</a>
      </Pager>
    </>
  );
}
