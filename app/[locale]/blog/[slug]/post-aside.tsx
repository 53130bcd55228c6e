import type { ReactNode } from "react";
import { blogHref, postHref } from "@/components/blog/addresses";
import { CopyLink } from "@/components/citation/copy-link";
import { referenceHref } from "@/components/legal/addresses";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Day } from "@/components/time";
import { Box, FactList, type Pair } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import type { PostPage } from "@/lib/blog/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Topic } from "@/lib/vocabulary/topics";
import { articleText } from "../article-text";

interface Props {
  t: Translator;
  locale: Locale;
  post: PostPage;
}

/** What is known about a post besides its text, each thing leading to more of its kind. `children` stand below. */
export function PostAside({ children, ...props }: Props & { children?: ReactNode }) {
  const { t, locale, post } = props;
  return (
    <aside className="stack g5" aria-label={t("blog.post.about")}>
      <Box id="about-post" title={t("blog.post.about")}>
        <FactList isInBox facts={factsOf(props)} />
        {post.places.some(({ designation }) => designation !== null) ? (
          <div className="in-b">
            <DesignationNotes t={t} locale={locale} entries={post.places} />
          </div>
        ) : null}
        <p className="in-b row">
          <a href={postHref(locale, post.slug, "/edit")} rel="nofollow">
            {t("posts.edit.this")}
          </a>
          <a href={postHref(locale, post.slug, "/links")}>{t("past.backlinks.title")}</a>
        </p>
      </Box>
      <p className="row">
        <CopyLink t={t} />
        <Button type="button" icon="print" data-print="" hidden>
          {t("blog.post.print")}
        </Button>
      </p>
      {children}
    </aside>
  );
}

function factsOf({ t, locale, post }: Props): Pair[] {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const facts: (Pair | null)[] = [
    { term: t("blog.post.published"), value: <Day day={day(post.publishedAt)} locale={locale} isLong /> },
    // What was last changed before its day came is as it appeared.
    day(post.updatedAt) <= day(post.publishedAt)
      ? null
      : { term: t("blog.post.updated"), value: <Day day={day(post.updatedAt)} locale={locale} isLong /> },
    { term: t("blog.post.language"), value: languageName(post.language, locale) },
    post.translations.length === 0
      ? null
      : {
          term: t("blog.post.alsoIn"),
          value: lines(
            post.translations.map((other) => [
              other.slug,
              <a key={other.slug} href={postHref(locale, other.slug)} hrefLang={other.language}>
                <span lang={other.language} dir={direction(other.language)}>
                  {languageName(other.language, locale)}
                </span>
              </a>,
            ]),
          ),
        },
    post.topics.length === 0
      ? null
      : {
          term: t("blog.topics"),
          value: lines(
            post.topics.map((topic) => [
              topic,
              <a key={topic} href={blogHref(locale, { topic: topic as Topic })}>
                {t(`vocabulary.topic.${topic as Topic}`)}
              </a>,
            ]),
          ),
        },
    post.places.length === 0
      ? null
      : {
          term: t("blog.post.countries"),
          value: lines(
            post.places.map(({ slug, names }) => [
              slug,
              <a key={slug} href={profileHref(locale, slug)}>
                {names[locale]}
              </a>,
            ]),
          ),
        },
    post.articles.length === 0
      ? null
      : {
          term: t("blog.post.articles"),
          value: lines(
            post.articles.map((article) => [
              article,
              <a key={article} href={referenceHref(locale, article)}>
                {articleText(t, article)}
              </a>,
            ]),
          ),
        },
    post.series === null
      ? null
      : {
          term: t("blog.post.inSeries"),
          value: (
            <a href={blogHref(locale, { series: post.series.slug })}>
              <bdi>{post.series.title}</bdi>
            </a>
          ),
        },
    post.project ? { term: t("blog.post.project"), value: <bdi>{post.project}</bdi> } : null,
    { term: t("blog.post.licence"), value: t("blog.post.licenceWords") },
    {
      term: t("blog.post.history"),
      value: (
        <a href={postHref(locale, post.slug, "/history")}>
          {t("blog.post.revision", { number: post.revision })}
        </a>
      ),
    },
  ];
  return facts.filter((fact) => fact !== null);
}

/** Several values of one term, a line each. */
function lines(values: readonly [string, ReactNode][]): ReactNode {
  return (
    <ul className="plain">
      {values.map(([key, value]) => (
        <li key={key}>{value}</li>
      ))}
    </ul>
  );
}
