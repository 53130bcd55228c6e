import { authorsText } from "@/components/blog/byline";
import { dayText } from "@/components/time";
import { findPostPage, handlesIn } from "@/lib/blog/queries";
import { drawCard } from "@/lib/cards";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { direction } from "@/lib/i18n/locales";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import { PostParams } from "../post-address";

/** A picture of a post for previews on other sites. */
export const GET = document({
  params: PostParams,
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug }, { t, locale }) {
    const post = await findPostPage(slug);
    if (post?.state !== "published") throw new DomainError("not_found", "post");
    const day = dayText(post.publishedAt.toISOString().slice(0, 10), locale, true);
    const [topic] = post.topics;
    const picture = await drawCard({
      site: t("shell.site"),
      over: topic ? t(`vocabulary.topic.${topic as Topic}`) : t("blog.title"),
      title: post.title,
      under: t("blog.post.cardUnder", { authors: authorsText(t, locale, post.authors), day }),
      isRtl: direction(post.language) === "rtl",
    });
    return {
      text: picture,
      type: "image/png",
      scopes: handlesIn(post.authors).map(scope.member),
    };
  },
});
