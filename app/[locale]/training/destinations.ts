import type { DestinationRule } from "@/app/[locale]/destinations/rule";
import { findMaterialHead } from "@/lib/training";

/** Pages of training materials that need an account. */
export const MATERIAL_DESTINATIONS: readonly DestinationRule[] = [
  { path: /^\/training\/new$/, why: "publish", name: (_, { t }) => t("accounts.next.newMaterial") },
  { path: /^\/training\/mine$/, why: "own", name: (_, { t }) => t("accounts.next.ownMaterials") },
  {
    path: /^\/training\/(?<slug>[^/]+)\/edit$/,
    why: "edit",
    async name({ parts }, { t }) {
      const title = await findTitle(parts.slug);
      return title === null ? t("accounts.next.material") : t("accounts.next.editPage", { title });
    },
  },
  {
    path: /^\/training\/(?<slug>[^/]+)\/(?:take-part|members-text\/[^/]+)$/,
    why: "member",
    name: ({ parts }) => findTitle(parts.slug),
  },
];

async function findTitle(slug = ""): Promise<string | null> {
  return (await findMaterialHead(slug, null))?.title ?? null;
}
