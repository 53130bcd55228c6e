import { PostParams } from "@/lib/blog/model";
import { findMovedPost } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { TextHead } from "@/lib/pages/model";
import type { Crumb, Leading, PageTools } from "@/lib/web/view";

export { PostParams };

/** Returns the current address of a post that was once at this one; throws `not_found` if there never was one. */
export async function leadToPost(slug: string, { locale, path, search }: PageTools): Promise<Leading> {
  const now = await findMovedPost(slug);
  if (!now) throw new DomainError("not_found", "post");
  const [, , , ...rest] = path.split("/");
  const to = localePath(locale, ["/blog", now, ...rest].join("/"));
  return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
}

/** Returns the crumbs of a post, or of a page of its history. */
export function postCrumbs(t: Translator, post: Pick<TextHead, "slug" | "title">, last?: string): Crumb[] {
  return [
    { href: "/blog", label: t("blog.title") },
    { href: `/blog/${post.slug}`, label: post.title },
    ...(last ? [{ label: last }] : []),
  ];
}
