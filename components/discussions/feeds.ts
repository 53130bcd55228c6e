import type { Feed } from "@/components/shell/page-head";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { topicsFeedHref } from "./addresses";

/** Returns the feed of new topics, for the head of a page. */
export const discussionFeeds = (t: Translator, locale: Locale): Feed[] => [
  { title: t("discussions.list.feed"), href: topicsFeedHref(locale) },
];
