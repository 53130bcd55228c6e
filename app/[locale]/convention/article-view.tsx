import type { ReactNode } from "react";
import { SafeLink } from "@/components/content/inline";
import { articleAsks, articleShort, articleTitle } from "@/components/legal/article-name";
import { SectionHead } from "@/components/ui/heading";
import { Tag } from "@/components/ui/tag";
import type { Article, Counterpart, InstrumentFacts } from "@/lib/convention/model";
import { articlePath, articlePathOf } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { elementsOf } from "@/lib/vocabulary/elements";
import { Paragraphs } from "./paragraphs";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  counterparts: readonly Counterpart[];
  /** The articles by which countries answer this one, if others. */
  through: readonly string[];
  /** Facts about its instrument. */
  facts: InstrumentFacts;
}

/** Explains what an article requires in plain words, and lists articles of other treaties on its subject. */
export function ArticleAbout({ t, locale, article, counterparts, through, facts }: Props) {
  const asks = articleAsks(t, article.id);
  const elements = article.instrument === "185" ? elementsOf(article.number) : [];
  return (
    <section aria-labelledby="about" className="stack g3">
      <SectionHead id="about">{t("law.plainWords")}</SectionHead>
      {asks ? <p className="lead">{asks}</p> : <p className="dim">{t("law.noSummary")}</p>}
      <p className="small dim">
        {t("law.ownWords")}{" "}
        <SafeLink href={facts.officialUrl.value} locale={locale} text={t("law.facts.official")} />{" "}
        {article.isSourced ? null : <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>}
      </p>
      <Paragraphs t={t} article={article} />
      {elements.length > 0 ? (
        <details>
          <summary>{t("law.elements", { count: elements.length })}</summary>
          <ul>
            {elements.map((element) => (
              <li key={element}>{t(`revisions.options.lawElement.${element}`)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {through.length > 0 && through[0] !== article.id ? (
        <p>{t.rich("law.through", { articles: () => <Articles {...{ t, locale }} ids={through} /> })}</p>
      ) : null}
      {counterparts.length > 0 ? (
        <>
          <h3>{t("law.counterparts")}</h3>
          <ul>
            {counterparts.map(({ id, relation, isSourced }) => (
              <li key={id}>
                <Articles {...{ t, locale }} ids={[id]} isLong /> <Tag>{t(`law.relation.${relation}`)}</Tag>{" "}
                {isSourced ? null : <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="small">
        <a href={`${localePath(locale, articlePath(article))}/links`}>{t("past.backlinks.title")}</a>
      </p>
    </section>
  );
}

/** Links to the lists of posts and of materials on an article, each with its number; nothing if there are none. */
export function UnderArticle(props: {
  t: Translator;
  locale: Locale;
  /** "185:18" */
  reference: string;
  works: readonly { kind: string; area: string; count: number }[];
}) {
  const { t, locale, reference, works } = props;
  const there = works.filter(({ count }) => count > 0);
  if (there.length === 0) return null;
  return (
    <section aria-labelledby="under" className="stack g3">
      <SectionHead id="under">{t("law.under.title")}</SectionHead>
      <p className="row">
        {there.map(({ kind, area, count }) => (
          <a key={kind} href={localePath(locale, `/${area}?article=${reference}`)}>
            {message(t, `law.under.of.${kind}`, { count })}
          </a>
        ))}
      </p>
    </section>
  );
}

/** Lists articles by name, each with a link to its page. */
export function Articles(props: { t: Translator; locale: Locale; ids: readonly string[]; isLong?: boolean }) {
  const { t, locale, ids, isLong } = props;
  return ids.map((id, n): ReactNode => {
    const path = articlePathOf(id);
    const name = isLong
      ? t("common.pair", { label: articleShort(t, id), value: articleTitle(t, id) })
      : articleShort(t, id);
    return (
      <span key={id}>
        {n > 0 ? " · " : null}
        {path ? <a href={localePath(locale, path)}>{name}</a> : name}
      </span>
    );
  });
}
