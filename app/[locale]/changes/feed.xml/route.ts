import { ATOM_TYPE } from "@/components/atom";
import { feedHref } from "@/components/profiles/addresses";
import { changesFeed, FEED_ENTRIES } from "@/components/profiles/changes-feed";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { handlesOf } from "@/lib/pages/model";
import { ChangesQuery, listChanges } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { refusedFeed, unreadChanges } from "../../filters";

const FeedQuery = ChangesQuery.omit({ before: true, after: true, days: true, since: true });

/** The newest changes as an Atom feed, with the same filters as the list. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.changes],
  async render({ region, country, section, member, tag }, tools) {
    const { locale, t } = tools;
    const query = { region, country, section, member, tag };
    const unread = unreadChanges(tools.search, query);
    if (unread.length > 0) return refusedFeed(tools, unread);
    const { rows: changes } = await listChanges(query, FEED_ENTRIES);
    const text = changesFeed({
      t,
      locale,
      changes,
      origin: env().APP_URL,
      title: t("profiles.changes.title"),
      id: withQuery(`changes/${locale}`, query),
      self: feedHref(locale, query),
      page: withQuery(localePath(locale, "/changes"), query),
    });
    const scopes = handlesOf(changes.map((change) => change.author)).map(scope.member);
    return { text, type: `${ATOM_TYPE}; charset=utf-8`, scopes };
  },
});
