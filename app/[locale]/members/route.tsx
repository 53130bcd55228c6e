import { scope } from "@/lib/core/versions";
import { listDirectory, listDirectoryCountries } from "@/lib/members";
import { DirectoryQuery } from "@/lib/members/model";
import { document } from "@/lib/web/pages/document";
import { DirectoryView } from "./directory-view";

/** The directory: members who chose to be listed, with what they show to everyone. */
export const GET = document({
  query: DirectoryQuery,
  scopes: () => [scope.members],
  // Not stored: there is no limit to the texts that people type.
  isStored: (query) => query.q === undefined,
  async render(query, { locale, t }) {
    const [found, countries] = await Promise.all([listDirectory(query), listDirectoryCountries()]);
    return {
      title: t("members.title"),
      description: t("members.sub"),
      current: "members",
      crumbs: [{ label: t("members.title") }],
      body: <DirectoryView t={t} locale={locale} query={query} found={found} countries={countries} />,
    };
  },
});
