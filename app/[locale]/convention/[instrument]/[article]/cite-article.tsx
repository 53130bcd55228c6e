import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { citationKey } from "@/lib/citation/model";
import { type Article, articlePath } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  title: string;
  /** The site's own address. */
  origin: string;
}

/** How to cite what countries answer to an article: a page without revisions, cited by the day on which it was read. */
export function CiteArticle({ t, locale, article, title, origin }: Props) {
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
        url,
        language: locale,
      }}
    />
  );
}
