import { profileCrumbs } from "@/components/profiles/profile-frame";
import { ProfileView } from "@/components/profiles/profile-view";
import { env } from "@/lib/env";
import { findProfilePage, handlesOf } from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToSlug, SlugParams } from "../profile-address";

/** A profile, as it stands now. */
export const GET = document({
  params: SlugParams,
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug }, tools) {
    const page = await findProfilePage(slug);
    if (!page) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const country = page.head.names[locale];
    const authors = Object.values(page.sections).map((section) => section.revision.author);
    return {
      title: country,
      description: t("profiles.page.description", { country }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, page.head),
      scopes: handlesOf(authors).map(scope.member),
      body: <ProfileView t={t} locale={locale} page={page} origin={env().APP_URL} />,
    };
  },
});
