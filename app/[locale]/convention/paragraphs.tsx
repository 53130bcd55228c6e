import { Tag } from "@/components/ui/tag";
import type { Article } from "@/lib/convention/model";
import { message, type Translator } from "@/lib/i18n/translator";
import { paragraphAnchor, paragraphsOf, paragraphText } from "@/lib/vocabulary/paragraphs";

/** Lists the parts of an article, each with its own anchor, and a short name if there is one. */
export function Paragraphs({ t, article }: { t: Translator; article: Article }) {
  const keys = paragraphsOf(article.id) ?? [];
  if (keys.length === 0) return null;
  return (
    <section aria-labelledby="paragraphs" className="stack g2">
      <h3 id="paragraphs">{t("law.paragraphs.title")}</h3>
      <p className="small dim">
        {t("law.paragraphs.about")} <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>
      </p>
      <ul className="places">
        {keys.map((key) => {
          const anchor = paragraphAnchor(article.number, key);
          const name = message(t, `vocabulary.paragraph.${article.id}-${key}`);
          return (
            <li key={key} id={anchor}>
              <a href={`#${anchor}`}>
                {t("revisions.record.article", { article: `${article.number}${paragraphText(key)}` })}
              </a>
              {name.startsWith("vocabulary.") ? null : <> {name}</>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
