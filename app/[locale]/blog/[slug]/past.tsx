import type { TextPagesIn } from "@/app/past/text-pages";
import { postHref } from "@/components/blog/addresses";
import {
  diffBody,
  diffDetails,
  findPostHead,
  listPostPictures,
  readBodyAfter,
  readDetailsAfter,
} from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { leadToPost, PostParams, postCrumbs } from "./post-address";
import { DetailChanges, DetailsThen } from "./post-details";
import { BODY_PREFIX } from "./post-view";

/** Posts, for the pages of their history. */
export const posts: TextPagesIn = {
  area: "blog",
  params: PostParams,
  scope: scope.post,
  find: async (slug, tools) => (await findPostHead(slug, tools.reader)) ?? leadToPost(slug, tools),
  crumbs: postCrumbs,
  place: (t, locale, { slug, title, language }) => ({
    title,
    language,
    href: (below = "") => postHref(locale, slug, below),
    back: t("blog.history.post"),
    oversee: `/moderation/posts/${slug}`,
  }),
  words: (t, { title }) => ({
    title: t("blog.history.title", { title }),
    sub: t("blog.history.sub"),
    nothing: t("blog.history.nothing"),
  }),
  readAfter: readBodyAfter,
  diff: diffBody,
  listPictures: listPostPictures,
  prefix: BODY_PREFIX,
  details: {
    drawAfter: async ({ t, locale }, head, number) => (
      <DetailsThen {...{ t, locale }} details={await readDetailsAfter(head, number)} />
    ),
    drawChanges: async ({ t, locale }, head, from, to) => (
      <DetailChanges {...{ t, locale }} changes={await diffDetails(head, from, to)} />
    ),
  },
};
