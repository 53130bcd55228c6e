import { PostParams } from "@/lib/blog/model";
import { findMovedPost } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { TextHead } from "@/lib/pages/model";
import type { Crumb, Leading, PageTools } from "@/lib/web/view";

export { PostParams };

/** Where a post stands today that once stood here; throws `not_found` where none ever did. */
export async function leadToPost(slug: string, { locale, path, search }: PageTools): Promise<Leading> {
  const now = await findMovedPost(slug);
  if (!now) throw new DomainError("not_found", "post");
  const [, , , ...rest] = path.split("/");
  const to = localePath(locale, ["/blog", now, ...rest].join("/"));
  return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
}

/** The way to a post, or to one of the pages of its history. */
export function postCrumbs(t: Translator, post: Pick<TextHead, "slug" | "title">, last?: string): Crumb[] {
  return [
    { href: "/blog", label: t("blog.title") },
    { href: `/blog/${post.slug}`, label: post.title },
    ...(last ? [{ label: last }] : []),
  ];
}
