import type { ReactNode } from "react";
import { blogHref, postHref } from "@/components/blog/addresses";
import { AuthorLink, Byline } from "@/components/blog/byline";
import { PostItems, PostMeta } from "@/components/blog/post-items";
import { picturesOf } from "@/components/blog/post-picture";
import { outlineOf } from "@/components/content/outline";
import { ownNotesId } from "@/components/content/own-notes";
import { Prose } from "@/components/content/prose";
import { inLanguage } from "@/components/in-language";
import { Day, Time } from "@/components/time";
import { Contents } from "@/components/ui/contents";
import { Section, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import type { PostLine, PostPage } from "@/lib/blog/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { notesIn } from "@/lib/text/plain";
import { Cover } from "../cover";
import { PostAside } from "./post-aside";

/** The prefix of the ids of a post's headings and of links to them. */
export const BODY_PREFIX = "text";

interface Props {
  t: Translator;
  locale: Locale;
  post: PostPage;
  related: readonly PostLine[];
  /** The number of comments, for the contents. */
  comments: number;
  /** Returns which of the links lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf;
  /** The citation box. */
  cite?: ReactNode;
  /** The comments. */
  children: ReactNode;
}

/** A post: its authors, text and language, the countries and articles that it is about, and its corrections. */
export function PostView(props: Props) {
  const { t, locale, post, comments } = props;
  const entries = [
    ...outlineOf(post.content, BODY_PREFIX),
    ...(notesIn(post.content).length > 0
      ? [{ href: `#${ownNotesId(BODY_PREFIX)}`, label: t("revisions.notes.own") }]
      : []),
    { href: "#comments", label: t("comments.read.title", { count: comments }) },
  ];
  return (
    <div className="wrap body cols tri post">
      <Contents label={t("blog.post.onThisPage")} entries={entries} />
      {/* When a member reads it, their notifications about it are marked as read (`enhance/watch.ts`). */}
      <article className="stack g6" data-seen={`post:${post.slug}`} data-to={post.revision}>
        <PostHead {...props} />
        <Cover cover={post.cover} pictureOf={picturesOf(post.pictures)} />
        <Prose
          t={t}
          locale={locale}
          content={post.content}
          prefix={BODY_PREFIX}
          numberOf={() => null}
          headingShift={-1}
          pictureOf={picturesOf(post.pictures)}
          lang={post.language}
          deadLinkOf={props.deadLinkOf}
        />
        <Corrections {...props} />
        <Bios {...props} />
        {props.cite}
        <SeriesWays {...props} />
        {props.children}
      </article>
      <PostAside t={t} locale={locale} post={post}>
        <Related {...props} />
      </PostAside>
    </div>
  );
}

function PostHead({ t, locale, post }: Props) {
  const words = inLanguage(post, locale);
  return (
    <header className="stack g3">
      <PostMeta t={t} locale={locale} post={post} />
      <h1 {...words}>{post.title}</h1>
      <p className="dim standfirst" {...words}>
        {post.summary}
      </p>
      <div className="row apart">
        <Byline t={t} locale={locale} authors={post.authors} />
        <WatchLink
          t={t}
          locale={locale}
          place={{ kind: "post", slug: post.slug }}
          name={post.title}
          isButton
        />
      </div>
      <WatchWords t={t} />
      {post.translations.map((other) => (
        <p className="small" key={other.slug}>
          {t("blog.post.translation", { language: languageName(other.language, locale) })}{" "}
          <a
            href={postHref(locale, other.slug)}
            hrefLang={other.language}
            lang={other.language}
            dir={direction(other.language)}
          >
            {other.title}
          </a>
        </p>
      ))}
      {post.isPersonalView ? (
        <Note>{t("blog.post.personalView", { count: post.authors.length })}</Note>
      ) : null}
    </header>
  );
}

function Corrections({ t, locale, post }: Props) {
  if (post.corrections.length === 0) return null;
  return (
    <Section id="corrections" className="stack g3" title={t("blog.post.corrections")}>
      <ul className="list small">
        {post.corrections.map((correction) => (
          <li key={correction.id}>
            <p className="meta">
              <Time at={correction.createdAt} locale={locale} isDayOnly />
              {correction.revision === null ? null : (
                <a href={withQuery(postHref(locale, post.slug, "/diff"), { to: correction.revision })}>
                  {t("blog.post.correction", { number: correction.revision })}
                </a>
              )}
            </p>
            <p dir="auto" className="as-typed">
              {correction.note === "" ? t("past.hidden.summary") : correction.note}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The authors' public biographies. */
function Bios({ t, locale, post }: Props) {
  if (post.bios.length === 0) return null;
  return (
    <Section
      id="about-authors"
      className="stack g3"
      title={t("blog.post.aboutAuthors", { count: post.authors.length })}
    >
      {post.bios.map(({ handle, displayName, text }) => (
        <div className="small" key={handle}>
          <p>
            <b>
              <AuthorLink t={t} locale={locale} author={{ handle, displayName, institution: null }} />
            </b>
          </p>
          <p dir="auto" className="as-typed">
            {text}
          </p>
        </div>
      ))}
    </Section>
  );
}

function SeriesWays({ t, locale, post }: Props) {
  const { series } = post;
  const at = series?.posts.findIndex(({ slug }) => slug === post.slug) ?? -1;
  if (!series || at < 0 || series.posts.length < 2) return null;
  const ways = [
    { word: t("blog.post.earlier"), to: series.posts[at - 1], rel: "prev" },
    { word: t("blog.post.later"), to: series.posts[at + 1], rel: "next" },
  ];
  return (
    <nav className="box" aria-labelledby="series-ways">
      <h2 id="series-ways">
        <a href={blogHref(locale, { series: series.slug })}>
          {t("blog.post.series", { series: series.title })}
        </a>
      </h2>
      <div className="in-b stack g2 small">
        <p className="dim">{t("blog.post.seriesPart", { part: at + 1, total: series.posts.length })}</p>
        {ways.map(({ word, to, rel }) =>
          to ? (
            <p key={rel}>
              <span className="dim">{word}</span>{" "}
              <a href={postHref(locale, to.slug)} rel={rel} {...inLanguage(to, locale)}>
                {to.title}
              </a>
            </p>
          ) : null,
        )}
      </div>
    </nav>
  );
}

function Related({ t, locale, related }: Props) {
  if (related.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <SectionHead id="related">{t("blog.post.related")}</SectionHead>
      <PostItems t={t} locale={locale} posts={related} isShort />
    </section>
  );
}

/** The page at a retracted post's address: that it was retracted, when and why. */
export function RetractedPost({ t, locale, post }: Pick<Props, "t" | "locale" | "post">) {
  const { retraction } = post;
  return (
    <div className="wrap body stack g5">
      <h1 {...inLanguage(post, locale)}>{post.title}</h1>
      <Byline t={t} locale={locale} authors={post.authors} />
      <Note kind="bad" title={t("blog.post.retracted")}>
        {retraction
          ? t.rich("blog.post.retractedOn", {
              day: () => <Day day={retraction.at.toISOString().slice(0, 10)} locale={locale} isLong />,
              reason: () => (
                <span className="as-typed" dir="auto">
                  {retraction.reason}
                </span>
              ),
            })
          : null}
        <p>{t("blog.post.retractedKept")}</p>
      </Note>
      <p>
        <a href={blogHref(locale)}>{t("blog.post.blog")}</a>
      </p>
    </div>
  );
}
