import { PLACES } from "@/components/shell/places";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import type { PostLine } from "@/lib/blog/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PostItems } from "./post-items";

/** The newest posts on the front page. */
export function LatestPosts(props: { t: Translator; locale: Locale; posts: readonly PostLine[] }) {
  const { t, locale, posts } = props;
  return (
    <section aria-labelledby="latest-posts">
      <SectionHead
        id="latest-posts"
        aside={<a href={localePath(locale, PLACES.blog)}>{t("home.posts.more")}</a>}
      >
        {t("home.posts.title")}
      </SectionHead>
      {posts.length > 0 ? (
        <PostItems t={t} locale={locale} posts={posts} isShort />
      ) : (
        <Empty>{t("home.posts.nothing")}</Empty>
      )}
    </section>
  );
}
