import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { findLegalProfile, findLegalTrust, listAnswerRevisions } from "@/lib/legal";
import { LegalQuery } from "@/lib/legal/profile/model";
import { listProtections } from "@/lib/pages/moderation";
import { countPending } from "@/lib/profiles";
import { isSectionKey } from "@/lib/profiles/model";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";
import { LegalView } from "./legal-view";

/** A country's law article by article of the Convention. */
export const GET = document({
  params: SlugParams,
  query: LegalQuery,
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, ...query }, tools) {
    const profile = await findLegalProfile(slug);
    if (!profile) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const [protections, sections, waiting, revisions] = await Promise.all([
      listProtections(profile.head.pageId, isSectionKey),
      findLegalTrust(profile.head),
      countPending(slug),
      listAnswerRevisions([slug]),
    ]);
    const title = t("law.profile.title", { country: profile.head.names[locale] });
    return {
      title,
      description: t("law.profile.sub"),
      current: "countries",
      refreshScripts: [DRAFTING_SCRIPT],
      crumbs: profileCrumbs(t, locale, profile.head, t("law.profile.tab")),
      body: (
        <LegalView
          t={t}
          locale={locale}
          profile={profile}
          query={query}
          protections={protections}
          trust={{ sections, waiting }}
          revision={revisions.get(slug) ?? 0}
        />
      ),
    };
  },
});
