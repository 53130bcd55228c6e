import { isNarrowed, NO_FILTERS, type SearchPlace, searchHref } from "@/components/search/addresses";
import { SaveSearchForm } from "@/components/search/save-search-form";
import { DidYouMean, Understanding, Unread } from "@/components/search/understanding";
import { SearchForm } from "@/components/shell/search-form";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Formatter, Translator } from "@/lib/i18n/translator";
import type { Unrecorded } from "@/lib/legal";
import { savedText } from "@/lib/notices/searches/model";
import {
  MAX_QUERY,
  MAX_RANKED,
  RESULTS_PER_PAGE,
  type SearchQuery,
  type SearchResult,
} from "@/lib/search/model";
import { Facets } from "./facets";
import { Designations, Hits } from "./hits";
import { NothingRecorded } from "./nothing-recorded";

interface Props {
  t: Translator;
  f: Formatter;
  locale: Locale;
  place: SearchPlace;
  query: SearchQuery;
}

/** The search page without a query: the field, and how to search. */
export function SearchStart({ t, locale, place }: Omit<Props, "query" | "f">) {
  return (
    <>
      <PageHead title={t("search.title")} sub={t("search.sub")} />
      <div className="wrap body flush stack">
        <SearchForm
          t={t}
          locale={locale}
          isOwn={place === "/me/search"}
          landmark={t("search.landmark")}
          label={t("search.label")}
          isStart
        />
        <Tips t={t} />
      </div>
    </>
  );
}

const TIPS = ["identifiers", "phrases", "without", "languages"] as const;

function Tips({ t }: Pick<Props, "t">) {
  return (
    <section className="stack narrow" aria-labelledby="tips">
      <h2 id="tips" className="h">
        {t("search.tips.title")}
      </h2>
      <ul>
        {TIPS.map((tip) => (
          <li key={tip}>{t(`search.tips.${tip}`)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What was found; of it the things of which a change awaits review, and those that are not fully verified. */
type Searched = Props & {
  result: SearchResult;
  waiting: ReadonlySet<string>;
  doubted: ReadonlySet<string>;
  unrecorded: Unrecorded | null;
};

/** The results of a search, how it was interpreted, and its filters. */
export function SearchView(props: Searched & { unread: readonly string[] }) {
  const { t, f, locale, place, query, result, unread } = props;
  const words = query.q ?? "";
  return (
    <>
      <PageHead
        title={
          <span id="found-title" className="asked" data-live-count="">
            {titleOf(t, words, result)}
          </span>
        }
        actions={
          place === "/search" ? (
            <a href={searchHref(locale, "/me/search", query)}>{t("search.asMember")}</a>
          ) : (
            <a href={searchHref(locale, "/search", query)}>{t("search.asVisitor")}</a>
          )
        }
      />
      <div className="wrap body cols lead flush">
        {result.unfiltered > 0 || isNarrowed(query) ? (
          <Facets
            t={t}
            f={f}
            locale={locale}
            place={place}
            query={query}
            counts={result.facets}
            total={result.total}
          />
        ) : (
          <div className="vacant" />
        )}
        <div id="found" className="stack">
          {unread.length > 0 ? <Unread t={t} locale={locale} values={unread} /> : null}
          {props.unrecorded ? <NothingRecorded t={t} locale={locale} of={props.unrecorded} /> : null}
          {result.hits.length > 0 ? <Found {...props} /> : <Nothing {...props} />}
          {place === "/me/search" && canBeSaved(query) ? <Keep {...props} /> : null}
        </div>
      </div>
    </>
  );
}

/** Returns the title of a search: the number of results and the words. */
export function titleOf(t: Translator, words: string, result: SearchResult): string {
  const count = result.total;
  return result.isMore ? t("search.resultsMore", { count, words }) : t("search.results", { count, words });
}

function Found(props: Searched) {
  const { t, locale, place, query, result, waiting, doubted } = props;
  return (
    <>
      <div className="stack g1">
        <Understanding t={t} locale={locale} place={place} query={query} result={result} />
        <Sort {...props} />
      </div>
      <Hits t={t} locale={locale} hits={result.hits} page={result.page} waiting={waiting} doubted={doubted} />
      {result.total > MAX_RANKED && result.page === result.pages ? (
        <p className="small dim">{t("search.ranked", { count: MAX_RANKED })}</p>
      ) : null}
      <Designations t={t} locale={locale} hits={result.hits} />
      <Pages {...props} />
    </>
  );
}

/** Whether a search can be saved: neither empty nor too long. */
const canBeSaved = ({ q = "" }: SearchQuery) => q.trim() !== "" && [...q].length <= MAX_QUERY;

/** The form to save this search; its first words are the suggested name. */
function Keep({ t, locale, query }: Props) {
  return (
    <details>
      <summary>{t("me.searches.keep")}</summary>
      <SaveSearchForm t={t} locale={locale} name={(query.q ?? "").slice(0, 100)} query={savedText(query)} />
    </details>
  );
}

function Sort({ t, locale, place, query }: Props) {
  return (
    <nav className="row small sorts" aria-label={t("search.sort.label")}>
      <span className="dim" aria-hidden="true">
        {t("search.sort.label")}
      </span>
      {([undefined, "new"] as const).map((sort) => (
        <a
          key={sort ?? "best"}
          href={searchHref(locale, place, query, { sort })}
          aria-current={query.sort === sort ? "true" : undefined}
        >
          {t(`search.sort.${sort ?? "best"}`)}
        </a>
      ))}
    </nav>
  );
}

/** Returns the page numbers around this one, the first and the last. */
function numbersOf(page: number, pages: number): (number | null)[] {
  const near = Array.from({ length: pages }, (_, n) => n + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) <= 1,
  );
  return near.flatMap((n, at) => (at > 0 && n - (near[at - 1] ?? 0) > 1 ? [null, n] : [n]));
}

function Pages({ t, f, locale, place, query, result }: Props & { result: SearchResult }) {
  const { page, pages, total, hits } = result;
  if (pages < 2) return null;
  const from = (page - 1) * RESULTS_PER_PAGE;
  const href = (n: number) => searchHref(locale, place, query, { page: n });
  return (
    <nav className="pages" aria-label={t("search.pages")}>
      <span className="dim">{t("search.range", { from: from + 1, to: from + hits.length, total })}</span>
      <ul>
        {page > 1 ? (
          <li>
            <a href={href(page - 1)} rel="prev">
              {t("common.pager.previous")}
            </a>
          </li>
        ) : null}
        {numbersOf(page, pages).map((n, at) =>
          n === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
            <li key={`gap-${at}`}>
              <span aria-hidden="true">…</span>
            </li>
          ) : (
            <li key={n}>
              <a
                href={href(n)}
                aria-label={t("search.page", { page: n })}
                aria-current={n === page ? "page" : undefined}
              >
                {f.number(n)}
              </a>
            </li>
          ),
        )}
        {page < pages ? (
          <li>
            <a href={href(page + 1)} rel="next">
              {t("common.pager.next")}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** Why there are no results, and what to do about it. */
function Nothing({ t, locale, place, query, result }: Props & { result: SearchResult }) {
  if ([...(query.q ?? "")].length > MAX_QUERY)
    return <Empty>{t("search.tooLong", { count: MAX_QUERY })}</Empty>;
  if (result.unfiltered > 0) {
    const isPastEnd = result.total > 0;
    return (
      <Empty
        action={
          <ButtonLink href={searchHref(locale, place, query, isPastEnd ? {} : NO_FILTERS)}>
            {isPastEnd ? t("search.firstPage") : t("search.without", { count: result.unfiltered })}
          </ButtonLink>
        }
      >
        {isPastEnd ? t("search.pastEnd") : t("search.filteredOut")}
      </Empty>
    );
  }
  return (
    <>
      <Empty>{t("search.nothing")}</Empty>
      <DidYouMean t={t} locale={locale} place={place} result={result} />
      <ul>
        <li>{t("search.help.spelling")}</li>
        <li>{t("search.help.fewer")}</li>
        <li>{t("search.help.other")}</li>
      </ul>
      <p>
        <a href={localePath(locale, "/countries")}>{t("search.help.countries")}</a>
      </p>
    </>
  );
}
