import { authorText } from "@/components/revisions/author";
import { summaryText } from "@/components/revisions/summary-text";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ChangeLine, ChangesQuery, ProfileHead } from "@/lib/profiles/reading/model";
import { xmlText } from "@/lib/text/xml";
import { feedHref, profileFeedHref } from "./addresses";
import { changeHref } from "./changes-table";
import { sectionTitle } from "./section-title";

interface Feed {
  t: Translator;
  locale: Locale;
  /** The site's own address: a feed is read elsewhere. */
  origin: string;
  title: string;
  /** By which the feed is known, wherever the site is reached: a path. */
  id: string;
  /** Its own address, and that of the page that lists the same; with language. */
  self: string;
  page: string;
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

/** How many changes a feed holds. */
export const FEED_ENTRIES = 50;

export const FEED_TYPE = "application/atom+xml";

/** Changes as an Atom feed (RFC 4287). */
export function changesFeed({ t, locale, origin, title, id, self, page, changes }: Feed): string {
  const updated = changes[0]?.createdAt ?? new Date(0);
  const entry = (change: ChangeLine): string => {
    const section = sectionTitle(t, change.section);
    const at = change.createdAt.toISOString();
    return [
      "<entry>",
      `<id>${xmlText(tagUri(origin, `countries/${change.slug}/revisions/${change.number}`))}</id>`,
      `<title>${xmlText(t("profiles.changes.entry", { country: change.names[locale], section }))}</title>`,
      `<updated>${at}</updated><published>${at}</published>`,
      `<author><name>${xmlText(authorText(t, change.author))}</name></author>`,
      `<link rel="alternate" type="text/html" href="${xmlText(origin + changeHref(locale, change))}"/>`,
      `<category term="${xmlText(change.section)}" label="${xmlText(section)}"/>`,
      change.byToken ? `<category term="token" label="${xmlText(t("past.tag.token"))}"/>` : "",
      `<summary type="text">${xmlText(summaryText(t, change))}</summary>`,
      "</entry>",
    ].join("");
  };
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    `<id>${xmlText(tagUri(origin, id))}</id>`,
    `<title>${xmlText(`${title} | ${t("shell.site")}`)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<link rel="self" type="${FEED_TYPE}" href="${xmlText(origin + self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(origin + page)}"/>`,
    `<author><name>${xmlText(t("shell.site"))}</name></author>`,
    ...changes.map(entry),
    "</feed>",
    "",
  ].join("\n");
}

/** An id that stays, wherever the site is reached (RFC 4151). */
function tagUri(origin: string, path: string): string {
  return `tag:${new URL(origin).hostname},2026:${path}`;
}
