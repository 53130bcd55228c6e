import { type AtomEntry, type AtomFeed, atomFeed } from "@/components/atom";
import { authorText } from "@/components/revisions/author";
import { summaryText } from "@/components/revisions/summary-text";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ChangeLine, ChangesQuery, ProfileHead } from "@/lib/profiles/reading/model";
import { feedHref, profileFeedHref } from "./addresses";
import { changeHref } from "./changes-table";
import { sectionTitle } from "./section-title";

interface Feed extends Pick<AtomFeed, "origin" | "id" | "title" | "self" | "page"> {
  t: Translator;
  locale: Locale;
  /** Newest first. */
  changes: readonly ChangeLine[];
}

/** The feed of all profiles, narrowed as the list of changes is. */
export function changesFeedLink(t: Translator, locale: Locale, query: ChangesQuery) {
  const { before: _before, after: _after, days: _days, since: _since, ...narrowed } = query;
  return { href: feedHref(locale, narrowed), title: t("profiles.changes.title") };
}

/** The feed of one profile, or of one of its sections. */
export function profileFeedLink(t: Translator, locale: Locale, head: ProfileHead, section?: string) {
  const title = t("profiles.changes.of", { country: head.names[locale] });
  return { href: profileFeedHref(locale, head.slug, section), title };
}

/** Most changes in a feed. */
export const FEED_ENTRIES = 50;

/** Changes as an Atom feed. */
export function changesFeed({ t, locale, title, changes, ...feed }: Feed): string {
  return atomFeed({
    ...feed,
    site: t("shell.site"),
    locale,
    title: `${title} | ${t("shell.site")}`,
    updated: changes[0]?.createdAt ?? new Date(0),
    entries: changes.map((change) => entryOf(change, locale, t)),
  });
}

function entryOf(change: ChangeLine, locale: Locale, t: Translator): AtomEntry {
  const section = sectionTitle(t, change.section);
  const token = { term: "token", label: t("past.tag.token") };
  return {
    id: `countries/${change.slug}/revisions/${change.number}`,
    title: t("profiles.changes.entry", { country: change.names[locale], section }),
    updated: change.createdAt,
    published: change.createdAt,
    authors: [{ name: authorText(t, change.author) }],
    page: changeHref(locale, change),
    categories: [{ term: change.section, label: section }, ...(change.byToken ? [token] : [])],
    summary: summaryText(t, change),
  };
}
