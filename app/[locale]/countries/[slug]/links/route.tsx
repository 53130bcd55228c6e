import { drawLinks } from "@/app/past/links";
import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame, profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { BacklinksQuery } from "@/lib/pages/links/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/** Lists the profiles, posts and materials that link to a profile. */
export const GET = document({
  params: SlugParams,
  query: BacklinksQuery,
  scopes: ({ slug }) => [scope.past(slug)],
  async render({ slug, ...query }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const drawn = await drawLinks(tools, {
      target: `countries/${slug}`,
      name: head.names[locale],
      href: profileHref(locale, slug, "/links"),
      query,
      frame: (sub, list) => (
        <ProfileFrame {...{ t, locale, head, sub }} tab={null}>
          {list}
        </ProfileFrame>
      ),
    });
    const crumbs = profileCrumbs(t, locale, head, t("past.backlinks.title"));
    return { ...drawn, current: "countries", crumbs };
  },
});
