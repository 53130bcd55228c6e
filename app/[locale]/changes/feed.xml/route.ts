import { withQuery } from "@/components/profiles/addresses";
import { authorText } from "@/components/profiles/author";
import { changeHref } from "@/components/profiles/changes-table";
import { sectionTitle } from "@/components/profiles/section-title";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type ChangeLine, ChangesQuery, handlesOf, listChanges } from "@/lib/profiles/reading";
import { xmlText } from "@/lib/text/xml";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";

const ENTRIES = 50;
const FeedQuery = ChangesQuery.omit({ before: true, after: true, days: true });

/** The newest changes as an Atom feed (RFC 4287), narrowed by the same parameters as the list. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.changes],
  async render({ region, country, section, member, tag }, { locale, t }) {
    const query = { region, country, section, member, tag };
    const { rows } = await listChanges(query, ENTRIES);
    const origin = env().APP_URL;
    const page = origin + withQuery(localePath(locale, "/changes"), query);
    const self = origin + withQuery(localePath(locale, "/changes/feed.xml"), query);
    const updated = rows[0]?.createdAt ?? new Date(0);
    const text = [
      `<?xml version="1.0" encoding="UTF-8"?>`,
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
      `<id>${xmlText(tagUri(withQuery(`changes/${locale}`, query)))}</id>`,
      `<title>${xmlText(`${t("profiles.changes.title")} | ${t("shell.site")}`)}</title>`,
      `<updated>${updated.toISOString()}</updated>`,
      `<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`,
      `<link rel="alternate" type="text/html" href="${xmlText(page)}"/>`,
      `<author><name>${xmlText(t("shell.site"))}</name></author>`,
      ...rows.map((change) => entryOf(change, locale, t)),
      "</feed>",
      "",
    ].join("\n");
    const scopes = handlesOf(rows.map((change) => change.author)).map(scope.member);
    return { text, type: "application/atom+xml; charset=utf-8", scopes };
  },
});

/** An id that stays, wherever the site is reached (RFC 4151). */
function tagUri(path: string): string {
  return `tag:${new URL(env().APP_URL).hostname},2026:${path}`;
}

function entryOf(change: ChangeLine, locale: Locale, t: Translator): string {
  const section = sectionTitle(t, change.section);
  const at = change.createdAt.toISOString();
  return [
    "<entry>",
    `<id>${xmlText(tagUri(`countries/${change.slug}/revisions/${change.number}`))}</id>`,
    `<title>${xmlText(`${change.names[locale]}: ${section}`)}</title>`,
    `<updated>${at}</updated><published>${at}</published>`,
    `<author><name>${xmlText(authorText(t, change.author))}</name></author>`,
    `<link rel="alternate" type="text/html" href="${xmlText(env().APP_URL + changeHref(locale, change))}"/>`,
    `<category term="${xmlText(change.section)}" label="${xmlText(section)}"/>`,
    `<summary type="text">${xmlText(change.summary)}</summary>`,
    "</entry>",
  ].join("");
}
