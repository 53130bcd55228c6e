import type { Feed } from "@/components/shell/page-head";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Returns the feed of new topics, for the head of a page. */
export const discussionFeeds = (t: Translator, locale: Locale): Feed[] => [
  {
    title: t("discussions.list.feed"),
    href: localePath(locale, "/discussions/feed.xml"),
  },
];
