import type { Actor } from "@/lib/core/actor";
import { listHad } from "@/lib/files/looks";
import { materialPath } from "../model";
import type { FoundMaterial, Version } from "./material";

/** Lists the published versions, newest first, with the files this member may download. */
export async function listVersionsFor(
  actor: Actor,
  material: Pick<FoundMaterial, "slug" | "versions">,
): Promise<Version[]> {
  const had = await listHad(actor, materialPath(material.slug));
  return material.versions
    .filter((version) => version.publishedAt !== null)
    .map((version) => ({ ...version, files: version.files.filter((file) => had.has(file.id)) }));
}
