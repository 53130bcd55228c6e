import { and, eq, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type FileAccess, file } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { findDownload, listFileText, listPagePictures } from "@/lib/files";
import { materialPath } from "../model";

/** The same for a member who may have the file; null for all others, as if it were not there. */
export async function findTextFor(actor: Actor, slug: string, fileId: string, on: Queryable = db()) {
  const download = await findDownload(on, fileId, materialPath(slug));
  if (!download || !can(actor, "file.download", download)) return null;
  return findMaterialText(slug, fileId, on);
}

/** The text inside a file of a published material; null for any other. No permission is asked: callers have. */
export async function findMaterialText(
  slug: string,
  fileId: string,
  on: Queryable = db(),
): Promise<{
  access: FileAccess;
  title: string;
  file: { id: string; name: string; language: string };
  pages: { page: number; text: string }[];
  /** The pages that were drawn, with the size of each picture. */
  pictures: { page: number; width: number; height: number }[];
} | null> {
  const [row] = await on
    .select({
      access: material.access,
      title: material.title,
      name: file.name,
      language: materialFile.language,
    })
    .from(material)
    .innerJoin(materialFile, eq(materialFile.materialId, material.pageId))
    .innerJoin(
      materialVersion,
      and(eq(materialVersion.id, materialFile.versionId), isNotNull(materialVersion.publishedAt)),
    )
    .innerJoin(file, and(eq(file.id, materialFile.fileId), eq(file.state, "clean")))
    .where(and(eq(material.slug, slug), eq(material.state, "published"), eq(file.id, fileId)));
  if (!row) return null;
  const { name, language, ...rest } = row;
  const [pages, pictures] = await Promise.all([listFileText(fileId, {}, on), listPagePictures(fileId, on)]);
  return { ...rest, file: { id: fileId, name, language }, pages, pictures };
}
