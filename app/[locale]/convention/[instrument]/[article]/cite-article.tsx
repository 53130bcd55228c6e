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
  /** What the page says of countries. */
  rows: readonly Answer[];
  declarations: readonly DeclarationLine[];
  /** The site's own address. */
  origin: string;
}

/** How sure each fact of the page is, as far as records say so. */
function surenessOf({ rows, declarations }: Pick<Props, "rows" | "declarations">): Sureness[] {
  const answers = rows.flatMap(({ statusConfidence, finding, provisions }): Sureness[] => [
    statusConfidence,
    finding?.confidence,
    ...provisions.map(({ confidence }) => confidence),
  ]);
  return [...answers, ...declarations.map(({ confidence }) => confidence)].filter(Boolean);
}

/** How to cite what countries answer to an article: a page without revisions, cited by the day on which it was read. */
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
