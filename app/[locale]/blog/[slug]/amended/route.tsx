import { postHref } from "@/components/blog/addresses";
import { AmendedView } from "@/components/revisions/amended-view";
import { findAmendedPost } from "@/lib/blog";
import { PostParams } from "@/lib/blog/model";
import { screen } from "@/lib/web/screen";
import { blogCrumbs } from "../../writing";

/** What a reviewer changed in a post before it was published: for those who sign it. */
export const GET = screen({
  params: PostParams,
  async render({ slug }, { t, locale, actor }) {
    const found = await findAmendedPost(actor, slug);
    return {
      title: t("revisions.amended.title"),
      current: "blog",
      crumbs: blogCrumbs(t, { label: t("posts.mine.title"), href: "/blog/mine" }, { label: found.title }),
      body: <AmendedView t={t} locale={locale} {...found} back={postHref(locale, found.slug)} />,
    };
  },
});
