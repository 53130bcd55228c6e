import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { findGaps } from "@/lib/legal";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { GapsView } from "./gaps-view";

/** Articles for which a country has no answer, each with the nearest texts of other countries. */
export const GET = document({
  params: SlugParams,
  // Any country's law can be an example.
  scopes: ({ slug }) => [scope.profile(slug), scope.law, scope.countries],
  async render({ slug }, tools) {
    const found = await findGaps(slug);
    if (!found) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const title = t("law.gaps.title", { country: found.profile.head.names[locale] });
    return {
      title,
      description: t("law.gaps.sub"),
      current: "countries",
      refreshScripts: [DRAFTING_SCRIPT],
      crumbs: profileCrumbs(t, locale, found.profile.head, t("law.gaps.tab")),
      body: <GapsView t={t} locale={locale} {...found} />,
    };
  },
});
