import { changesFeedLink } from "@/components/profiles/changes-feed";
import { ChangesView } from "@/components/profiles/changes-view";
import { ChangesQuery, handlesOf, listChanges, listProfileNames } from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { unreadChanges } from "../filters";

/** Recent changes to all profiles, newest first. */
export const GET = document({
  query: ChangesQuery,
  scopes: () => [scope.changes],
  // What "the last seven days" are changes with the clock, which makes nothing stale; and since one looked is for one.
  isStored: (query) => query.days === undefined && query.since === undefined,
  async render(query, { locale, t, search }) {
    const unread = unreadChanges(search, query);
    const [changes, countries] = await Promise.all([listChanges(query), listProfileNames()]);
    return {
      title: t("profiles.changes.title"),
      description: t("profiles.changes.sub"),
      current: "changes",
      ...(unread.length > 0 ? { robots: "noindex" as const } : {}),
      crumbs: [{ label: t("profiles.changes.title") }],
      feeds: [changesFeedLink(t, locale, query)],
      scopes: handlesOf(changes.rows.map((change) => change.author)).map(scope.member),
      body: <ChangesView {...{ t, locale, query, changes, countries, unread }} />,
    };
  },
});
