import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { citationKey } from "@/lib/citation/model";
import { type Article, articlePath } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Answer, DeclarationLine } from "@/lib/legal/reading/model";
import { citedDoubt, type Sureness } from "@/lib/revisions/doubt";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  title: string;
  /** The countries' answers on the page. */
  rows: readonly Answer[];
  declarations: readonly DeclarationLine[];
  /** The site's own address. */
  origin: string;
}

/** Lists the confidence of each fact on the page, if recorded. */
function surenessOf({ rows, declarations }: Pick<Props, "rows" | "declarations">): Sureness[] {
  const answers = rows.flatMap(({ statusConfidence, finding, provisions }): Sureness[] => [
    statusConfidence,
    finding?.confidence,
    ...provisions.map(({ confidence }) => confidence),
  ]);
  return [...answers, ...declarations.map(({ confidence }) => confidence)].filter(Boolean);
}

/**
 * Shows how to cite countries' answers to an article: the page has no revisions, so the citation has the day of
 * reading.
 */
export function CiteArticle(props: Props) {
  const { t, locale, article, title, origin } = props;
  const site = t("shell.site");
  const url = origin + localePath(locale, articlePath(article));
  return (
    <CiteThis
      t={t}
      plain={t.rich("exports.cite.page", { ...lineTags(url), site, title })}
      isRevision={false}
      cited={{
        key: citationKey("octopus", article.instrument, article.number, locale),
        type: "webpage",
        title,
        authors: [site],
        site,
        issuedOn: null,
        version: null,
        doubt: citedDoubt(t, surenessOf(props)),
        url,
        language: locale,
      }}
    />
  );
}
