import type { ReactNode } from "react";
import { blogHref, postHref } from "@/components/blog/addresses";
import { CopyLink } from "@/components/citation/copy-link";
import { FlagLink } from "@/components/flags/flag-link";
import { referenceHref } from "@/components/legal/addresses";
import { articleText } from "@/components/legal/article-text";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Day } from "@/components/time";
import { Box, FactList, type Pair, several } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import type { PostPage } from "@/lib/blog/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Topic } from "@/lib/vocabulary/topics";

interface Props {
  t: Translator;
  locale: Locale;
  post: PostPage;
}

/** The facts about a post besides its text, each with links to similar posts. `children` come after. */
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
          <FlagLink t={t} locale={locale} kind="post" id={post.id} page={`/blog/${post.slug}`} />
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

function factsOf(props: Props): Pair[] {
  const { t, locale, post } = props;
  const day = (at: Date) => at.toISOString().slice(0, 10);
  // Changes before publication are part of the post as first published.
  const isUpdated = day(post.updatedAt) > day(post.publishedAt);
  const updated = <Day day={day(post.updatedAt)} locale={locale} isLong />;
  return [
    { term: t("blog.post.published"), value: <Day day={day(post.publishedAt)} locale={locale} isLong /> },
    ...(isUpdated ? [{ term: t("blog.post.updated"), value: updated }] : []),
    { term: t("blog.post.language"), value: languageName(post.language, locale) },
    ...several(
      t("blog.post.alsoIn"),
      post.translations.map((other) => (
        <a key={other.slug} href={postHref(locale, other.slug)} hrefLang={other.language}>
          <span lang={other.language} dir={direction(other.language)}>
            {languageName(other.language, locale)}
          </span>
        </a>
      )),
    ),
    ...aboutOf(props),
    ...(post.project ? [{ term: t("blog.post.project"), value: <bdi>{post.project}</bdi> }] : []),
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
}

/** Returns what the post is about, and its series. */
function aboutOf({ t, locale, post }: Props): Pair[] {
  const { topics, places, articles, series } = post;
  return [
    ...several(
      t("blog.topics"),
      topics.map((topic) => (
        <a key={topic} href={blogHref(locale, { topic: topic as Topic })}>
          {t(`vocabulary.topic.${topic as Topic}`)}
        </a>
      )),
    ),
    ...several(
      t("blog.post.countries"),
      places.map(({ slug, names }) => (
        <a key={slug} href={profileHref(locale, slug)}>
          {names[locale]}
        </a>
      )),
    ),
    ...several(
      t("blog.post.articles"),
      articles.map((article) => (
        <a key={article} href={referenceHref(locale, article)}>
          {articleText(t, article)}
        </a>
      )),
    ),
    ...(series === null
      ? []
      : [
          {
            term: t("blog.post.inSeries"),
            value: (
              <a href={blogHref(locale, { series: series.slug })}>
                <bdi>{series.title}</bdi>
              </a>
            ),
          },
        ]),
  ];
}
