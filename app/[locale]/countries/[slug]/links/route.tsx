import { BacklinksView } from "@/components/profiles/backlinks-view";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { listBacklinks } from "@/lib/profiles";
import { findProfileHead } from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/** What links here: the profiles, posts and materials whose texts lead to a profile. */
export const GET = document({
  params: SlugParams,
  scopes: ({ slug }) => [scope.profile(slug), scope.countries, scope.blog, scope.training],
  async render({ slug }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    return {
      title: t("profiles.backlinks.titleOf", { country: head.names[locale] }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, t("profiles.backlinks.title")),
      body: <BacklinksView t={t} locale={locale} head={head} links={await listBacklinks(slug)} />,
    };
  },
});
