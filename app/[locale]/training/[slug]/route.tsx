import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { ANYONE } from "@/lib/files/looks";
import { findDeadLinks } from "@/lib/page-kinds";
import { findMaterial, findPack, listDeliveries, listPlayed, listRatings } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { document } from "@/lib/web/pages/document";
import { MaterialView } from "./material-view";
import { shownVersions } from "./versions-part";

/** A published material, or a retracted one with the reason; anything else is not found. */
export const GET = document({
  params: MaterialParams,
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug }, { locale, t }) {
    const material = await findMaterial(slug);
    if (material?.state !== "published" && material?.state !== "retracted")
      throw new DomainError("not_found", "material");
    const [newest] = shownVersions(material);
    const [deliveries, ratings, pack, lost, played] = await Promise.all([
      listDeliveries(material.id),
      listRatings(material.id),
      material.items.length > 0 ? findPack(slug) : null,
      findDeadLinks([material.description]),
      listPlayed(ANYONE, slug, newest?.files ?? [], locale),
    ]);
    const people = [material.owner, ...ratings.map((rating) => rating.author)];
    const handles = people.flatMap((one) => (one && one.state !== "erased" ? [one.handle] : []));
    const others = [...material.items, ...material.usedIn, ...(pack?.parts ?? [])];
    const parts = [...new Set(others.map((one) => scope.material(one.slug)))];
    return {
      title: material.title,
      description: material.abstract,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: material.title }],
      scopes: [...handles.map(scope.member), ...parts, ...lost.scopes],
      body: (
        <MaterialView
          t={t}
          locale={locale}
          material={material}
          pack={pack}
          played={played}
          deliveries={deliveries}
          ratings={ratings}
          downloads={countDownloads(material)}
          now={new Date()}
          deadLinkOf={lost.deadLinkOf}
          origin={env().APP_URL}
        />
      ),
    };
  },
});

/** Counts the downloads of all versions, each file once. */
function countDownloads({
  versions,
}: {
  versions: readonly { files: readonly { id: string; downloads: number }[] }[];
}) {
  const counts = new Map(
    versions.flatMap(({ files }) => files.map((file) => [file.id, file.downloads] as const)),
  );
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
