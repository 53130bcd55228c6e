import { Section } from "@/components/ui/heading";
import type { PostsQuery } from "@/lib/blog/model";
import type { PostLine } from "@/lib/blog/queries/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { blogHref } from "./addresses";
import { PostItems } from "./post-items";

/** The newest posts by a member or about a country, for the page of either; nothing if there are none. */
export function PostsOf(props: {
  t: Translator;
  locale: Locale;
  title: string;
  posts: readonly PostLine[];
  /** The filters for the link to all of these posts. */
  all: Partial<PostsQuery>;
}) {
  const { t, locale, title, posts, all } = props;
  if (posts.length === 0) return null;
  return (
    <Section
      id="posts"
      className="stack narrow"
      title={title}
      aside={<a href={blogHref(locale, all)}>{t("blog.post.blog")}</a>}
    >
      <PostItems t={t} locale={locale} posts={posts} isShort />
    </Section>
  );
}
