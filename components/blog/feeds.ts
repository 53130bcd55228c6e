import type { Feed } from "@/components/shell/page-head";
import type { PostsQuery } from "@/lib/blog/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { blogFeedHref } from "./addresses";

/** Returns the two feeds of posts (Atom and JSON) for the head of a page; with filters, of those posts only. */
export function blogFeeds(t: Translator, locale: Locale, query: Partial<PostsQuery> = {}): Feed[] {
  const title = t("blog.feeds.name", { title: t("blog.title"), site: t("shell.site") });
  return [
    { href: blogFeedHref(locale, "xml", query), title },
    { href: blogFeedHref(locale, "json", query), title, type: "application/feed+json" },
  ];
}
