import { scope } from "@/lib/core/versions";
import { countFacets, listMaterials } from "@/lib/training";
import { LibraryQuery } from "@/lib/training/queries/model";
import { document } from "@/lib/web/pages/document";
import { libraryFeedHref } from "./addresses";
import { LibraryView } from "./library-view";
import { readLibraryFilters } from "./read-filters";

/** The training library with its filters; every choice has an address. */
export const GET = document({
  query: LibraryQuery,
  scopes: () => [scope.training],
  // Not stored: there is no limit to the texts that people type.
  isStored: (query) => query.q === undefined,
  async render(asked, { locale, t, search }) {
    const { query, unread } = await readLibraryFilters(asked, search);
    const [found, counts] = await Promise.all([listMaterials(query, locale), countFacets(query, locale)]);
    return {
      title: t("training.title"),
      description: t("training.sub"),
      ...(unread.length > 0 ? { robots: "noindex" as const } : {}),
      current: "training",
      feeds: [{ href: libraryFeedHref(locale, query), title: t("training.feed.title") }],
      crumbs: [{ label: t("training.title") }],
      body: <LibraryView {...{ t, locale, query, found, counts, unread }} />,
    };
  },
});
