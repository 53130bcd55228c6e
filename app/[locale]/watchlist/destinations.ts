import type { DestinationRule } from "@/app/[locale]/destinations/rule";
import { findThing } from "@/lib/watching";
import { WatchQuery } from "@/lib/watching/forms/model";
import { readPlace, thingName } from "@/lib/watching/model";

/** The choice of how closely to watch a thing, and what is listed of it. */
export const WATCH_DESTINATIONS: readonly DestinationRule[] = [
  {
    path: /^\/watchlist\/watch$/,
    why: "watch",
    // The page of signing in names it for visitors: nothing that only some may read.
    async name({ search }, { t, locale }) {
      const query = WatchQuery.safeParse({ of: search.get("of") ?? "" });
      const place = query.success ? readPlace(query.data.of) : null;
      const thing = place && (await findThing(place, null));
      return thing && t("watching.button.of", { thing: thingName(thing, t, locale) });
    },
  },
  { path: /^\/watchlist$/, why: "watch", name: (_, { t }) => t("watching.list.title") },
  { path: /^\/notifications$/, why: "own", name: (_, { t }) => t("accounts.next.notifications") },
];
