import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { dayText } from "@/components/time";
import { citationKey } from "@/lib/citation/model";
import { materialHref } from "../addresses";
import type { MaterialViewProps } from "./shown";
import { shownVersions } from "./versions-part";

type Props = Pick<MaterialViewProps, "t" | "locale" | "material" | "origin">;

/** How to cite a material: its newest version and its publisher. */
export function CiteMaterial({ t, locale, material, origin }: Props) {
  const site = t("shell.site");
  const [newest] = shownVersions(material);
  const at = newest?.publishedAt ?? material.publishedAt ?? material.updatedAt;
  const issuedOn = at.toISOString().slice(0, 10);
  const publisher = material.publisher ?? site;
  const address = origin + materialHref("en", material.slug);
  const shared = { publisher, title: material.title, site, day: dayText(issuedOn, locale, true) };
  const tags = lineTags(address);
  return (
    <CiteThis
      t={t}
      isRevision={false}
      plain={
        newest?.label
          ? t.rich("exports.cite.materialVersion", { ...shared, ...tags, version: newest.label })
          : t.rich("exports.cite.material", { ...shared, ...tags })
      }
      cited={{
        key: citationKey("octopus", material.slug, newest?.label ?? issuedOn),
        type: "document",
        title: material.title,
        authors: [publisher],
        site,
        issuedOn,
        version: newest?.label ? { is: "version", name: newest.label } : null,
        url: address,
        language: material.language,
      }}
    />
  );
}
