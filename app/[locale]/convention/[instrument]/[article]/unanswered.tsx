import { legalHref } from "@/components/legal/addresses";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { Icon } from "@/components/ui/icon";
import type { Article } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Answer, AnswersQuery } from "@/lib/legal/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  query: AnswersQuery;
  rows: readonly Answer[];
  /** Whether nothing else is shown. */
  isAlone: boolean;
}

/** Folds the countries without an answer into a list, with their number. */
export function Unanswered(props: Props) {
  const { t, locale, article, query, rows, isAlone } = props;
  return (
    <details className="more folded" open={isAlone || query.provisions === "no"}>
      <summary>
        <span data-live-count={isAlone ? "" : undefined}>{t("law.unanswered", { count: rows.length })}</span>{" "}
        <Icon name="down" />
      </summary>
      <ul className="columns">
        {rows.map(({ slug, names, status, statusConfidence }) => (
          <li key={slug}>
            <a href={legalHref(locale, slug, article)}>{names[locale]}</a>{" "}
            {status && status !== "unknown" ? (
              <span className="small">
                <TreatyStatusMark t={t} status={status} confidence={statusConfidence} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
