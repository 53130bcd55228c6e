import { ATOM_TYPE } from "@/components/atom";
import { profileFeedHref, profileHref } from "@/components/profiles/addresses";
import { changesFeed, FEED_ENTRIES } from "@/components/profiles/changes-feed";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { handlesOf } from "@/lib/pages/model";
import { findProfileHead, HistoryQuery, listChanges } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/**
 * The newest changes of one profile, or of one of its sections, as an Atom feed. It becomes stale only with
 * its profile, so hourly requests get 304 until the next edit.
 */
export const GET = document({
  params: SlugParams,
  query: HistoryQuery.pick({ section: true }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, section }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { locale, t } = tools;
    const { rows: changes } = await listChanges({ country: slug, section }, FEED_ENTRIES);
    const text = changesFeed({
      t,
      locale,
      changes,
      origin: env().APP_URL,
      title: t("profiles.changes.of", { country: head.names[locale] }),
      id: withQuery(`countries/${slug}/changes/${locale}`, { section }),
      self: profileFeedHref(locale, slug, section),
      page: withQuery(profileHref(locale, slug, "/history"), { section }),
    });
    const scopes = handlesOf(changes.map((change) => change.author)).map(scope.member);
    return { text, type: `${ATOM_TYPE}; charset=utf-8`, scopes };
  },
});
