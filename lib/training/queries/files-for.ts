import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { listDownloads } from "@/lib/files";
import { materialPath } from "../model";
import type { FoundMaterial, Version } from "./material";

/** The versions that readers have, the newest first, with those of their files that this member may download. */
export async function listVersionsFor(
  actor: Actor,
  material: Pick<FoundMaterial, "slug" | "versions">,
  on: Queryable = db(),
): Promise<Version[]> {
  const downloads = await listDownloads(on, materialPath(material.slug), []);
  const allowed = new Set(downloads.filter((one) => can(actor, "file.download", one)).map((one) => one.id));
  return material.versions
    .filter((version) => version.publishedAt !== null)
    .map((version) => ({ ...version, files: version.files.filter((file) => allowed.has(file.id)) }));
}
