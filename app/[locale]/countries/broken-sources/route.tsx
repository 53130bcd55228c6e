import { scope } from "@/lib/core/versions";
import { listBrokenSources } from "@/lib/profiles/links";
import { document } from "@/lib/web/pages/document";
import { BrokenSourcesView } from "./broken-sources-view";

/** Lists sources whose addresses do not respond, so that members can replace them. */
export const GET = document({
  scopes: () => [scope.countries],
  async render(_input, { t, locale }) {
    const title = t("freshness.broken.title");
    return {
      title,
      current: "countries",
      robots: "noindex",
      crumbs: [{ label: t("profiles.directory.title"), href: "/countries" }, { label: title }],
      body: <BrokenSourcesView t={t} locale={locale} sources={await listBrokenSources()} asOf={new Date()} />,
    };
  },
});
