import { DomainError } from "@/lib/core/errors";
import { findMaterial, listDeliveries, listRatings } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { MaterialView } from "./material-view";

/** A published material, or one that was retracted, which says why; anything else is not there. */
export const GET = document({
  params: MaterialParams,
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug }, { locale, t }) {
    const material = await findMaterial(slug);
    if (material?.state !== "published" && material?.state !== "retracted")
      throw new DomainError("not_found", "material");
    const [deliveries, ratings] = await Promise.all([listDeliveries(material.id), listRatings(material.id)]);
    const people = [material.owner, ...ratings.map((rating) => rating.author)];
    const handles = people.flatMap((one) => (one && one.state !== "erased" ? [one.handle] : []));
    const parts = [...material.items, ...material.usedIn].map((one) => scope.material(one.slug));
    return {
      title: material.title,
      description: material.abstract,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: material.title }],
      scopes: [...handles.map(scope.member), ...parts],
      body: (
        <MaterialView
          t={t}
          locale={locale}
          material={material}
          deliveries={deliveries}
          ratings={ratings}
          downloads={countDownloads(material)}
          now={new Date()}
        />
      ),
    };
  },
});

/** Of all versions, each file once. */
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
