import { BacklinksList, backlinksSub } from "@/app/past/backlinks-view";
import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame, profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { listBacklinks } from "@/lib/page-kinds";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/** What links here: the profiles, posts and materials whose texts lead to a profile. */
export const GET = document({
  params: SlugParams,
  query: BacklinksQuery,
  scopes: ({ slug }) => [scope.past(slug)],
  async render({ slug, ...query }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const links = await listBacklinks(`countries/${slug}`, query);
    return {
      title: t("past.backlinks.titleOf", { name: head.names[locale] }),
      current: "countries",
      robots: "noindex",
      scopes: links.scopes,
      crumbs: profileCrumbs(t, locale, head, t("past.backlinks.title")),
      body: (
        <ProfileFrame t={t} locale={locale} head={head} tab={null} sub={backlinksSub(t, links)}>
          <BacklinksList t={t} locale={locale} href={profileHref(locale, slug, "/links")} links={links} />
        </ProfileFrame>
      ),
    };
  },
});
