import { inLanguage } from "@/components/in-language";
import { Day } from "@/components/time";
import { Avatar } from "@/components/ui/tag";
import type { PostLine } from "@/lib/blog/queries/model";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Topic } from "@/lib/vocabulary/topics";
import { postHref } from "./addresses";
import { authorName, Names } from "./byline";

interface Props {
  t: Translator;
  locale: Locale;
  post: PostLine;
}

/** A post's first topic, date and reading time, and its language if that is not the page's. */
export function PostMeta({ t, locale, post }: Props) {
  const [topic] = post.topics;
  return (
    <p className="meta">
      {topic ? <span>{t(`vocabulary.topic.${topic as Topic}`)}</span> : null}
      <Day day={post.publishedAt.toISOString().slice(0, 10)} locale={locale} isLong />
      <span>{t("blog.minutes", { count: post.readingMinutes })}</span>
      {post.language === locale ? null : <span>{languageName(post.language, locale)}</span>}
    </p>
  );
}

/** The newest post, at the head of the list. */
export function LeadPost(props: Props) {
  const { t, locale, post } = props;
  const words = inLanguage(post, locale);
  const [first] = post.authors;
  return (
    <article className="lead-post stack g2">
      <PostMeta {...props} />
      <h2>
        <a href={postHref(locale, post.slug)} {...words}>
          {post.title}
        </a>
      </h2>
      <p className="dim">
        <span {...words}>{post.summary}</span>
      </p>
      <div className="row small">
        {first ? <Avatar name={authorName(t, first)} isSmall /> : null}
        <b>
          <Names t={t} authors={post.authors} />
        </b>
      </div>
    </article>
  );
}

/** A vertical list of posts. `isShort` leaves out their summaries, for pages with other content. */
export function PostItems(props: Omit<Props, "post"> & { posts: readonly PostLine[]; isShort?: boolean }) {
  const { t, locale, posts, isShort = false } = props;
  if (posts.length === 0) return null;
  return (
    <ul className="list posts">
      {posts.map((post) => {
        const words = inLanguage(post, locale);
        const title = (
          <a href={postHref(locale, post.slug)} {...words}>
            {post.title}
          </a>
        );
        return (
          <li key={post.slug}>
            <PostMeta t={t} locale={locale} post={post} />
            {isShort ? <h3>{title}</h3> : <h2>{title}</h2>}
            {isShort ? null : (
              <p className="dim">
                <span {...words}>{post.summary}</span>
              </p>
            )}
            <p className="small">
              <Names t={t} authors={post.authors} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}
