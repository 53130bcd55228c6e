import { BacklinksList, backlinksSub } from "@/components/profiles/backlinks-view";
import { PageHead } from "@/components/ui/heading";
import { scope } from "@/lib/core/versions";
import { listBacklinks } from "@/lib/profiles";
import { BacklinksQuery } from "@/lib/profiles/backlinks/model";
import { MaterialParams } from "@/lib/training/model";
import { document } from "@/lib/web/document";
import { materialHref } from "../../addresses";
import { pastCrumbs, requireHead } from "../past";

/** What links here: the profiles, posts and materials whose texts lead to a material. */
export const GET = document({
  params: MaterialParams,
  query: BacklinksQuery,
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug, ...query }, { locale, t }) {
    const head = await requireHead(slug);
    const links = await listBacklinks(`training/${slug}`, query);
    const title = t("profiles.backlinks.titleOf", { name: head.title });
    return {
      title,
      current: "training",
      robots: "noindex",
      scopes: links.scopes,
      crumbs: pastCrumbs(t, head, t("profiles.backlinks.title")),
      body: (
        <>
          <PageHead title={title} sub={backlinksSub(t, links)} />
          <BacklinksList t={t} locale={locale} href={materialHref(locale, slug, "/links")} links={links} />
        </>
      ),
    };
  },
});
