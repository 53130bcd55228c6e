import { Note } from "@/components/ui/note";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SearchQuery, SearchResult } from "@/lib/search/model";
import { type SearchPlace, searchHref } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  place: SearchPlace;
  query: SearchQuery;
  result: SearchResult;
}

/** A note on filter values that are not valid here, so that readers know they had no effect. */
export function Unread({ t, locale, values }: Pick<Props, "t" | "locale"> & { values: readonly string[] }) {
  const quoted = values.map((words) => t("search.quoted", { words }));
  return (
    <Note kind="warn" icon="info">
      {t("search.unread", { count: values.length, values: listText(quoted, locale) })}
    </Note>
  );
}

/** How the search changed what was typed, with a link to search for the exact words. */
export function Understanding({ t, locale, place, query, result }: Props) {
  const { corrections, synonyms, isPartial } = result;
  const exact = searchHref(locale, place, query, { exact: "1" });
  return (
    <>
      {corrections.length > 0 ? (
        <p className="small">
          {t("search.corrected", {
            from: listText(
              corrections.map(({ from }) => t("search.quoted", { words: from })),
              locale,
            ),
            to: listText(
              corrections.map(({ to }) => t("search.quoted", { words: to })),
              locale,
            ),
          })}{" "}
          <a href={exact}>{t("search.asTyped")}</a>
        </p>
      ) : null}
      {isPartial ? <p className="small">{t("search.partial")}</p> : null}
      <DidYouMean t={t} locale={locale} place={place} result={result} />
      {synonyms.length > 0 ? (
        <p className="small">
          <span className="dim">{t("search.also", { words: listText(synonyms, locale) })}</span>{" "}
          <a href={exact}>{t("search.asTyped")}</a>
        </p>
      ) : null}
    </>
  );
}

/** A link to a suggested spelling that was not searched for automatically. */
export function DidYouMean({ t, locale, place, result }: Omit<Props, "query">) {
  const words = result.didYouMean;
  if (words === null) return null;
  return (
    <p>
      <a href={searchHref(locale, place, { q: words })}>{t("search.didYouMean", { words })}</a>
    </p>
  );
}
