import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type FileAccess, file, fileUse } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { findDownload, listFileText, listPagePictures } from "@/lib/files";
import { MATERIAL_KIND, materialPath, TRAINERS_KIND } from "../model";

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
  /** Where a machine read it from pictures of pages: how many of how many; null where the text is the file's own. */
  recognised: { pages: number; total: number } | null;
  /** The pages that were drawn, with the size of each picture. */
  pictures: { page: number; width: number; height: number }[];
} | null> {
  const [row] = await on
    .select({
      access: fileUse.access,
      title: material.title,
      name: file.name,
      language: materialFile.language,
      recognition: file.recognition,
      recognisedPages: file.recognisedPages,
      total: file.pages,
    })
    .from(material)
    .innerJoin(materialFile, eq(materialFile.materialId, material.pageId))
    .innerJoin(
      materialVersion,
      and(eq(materialVersion.id, materialFile.versionId), isNotNull(materialVersion.publishedAt)),
    )
    .innerJoin(file, and(eq(file.id, materialFile.fileId), eq(file.state, "clean")))
    .innerJoin(
      fileUse,
      and(
        eq(fileUse.fileId, file.id),
        eq(fileUse.ownerId, material.pageId),
        inArray(fileUse.ownerKind, [MATERIAL_KIND, TRAINERS_KIND]),
        eq(fileUse.isOpen, true),
      ),
    )
    .where(and(eq(material.slug, slug), eq(material.state, "published"), eq(file.id, fileId)));
  if (!row) return null;
  const { name, language, recognition, recognisedPages, total, ...rest } = row;
  const recognised =
    recognition === "read" ? { pages: recognisedPages ?? 0, total: total ?? recognisedPages ?? 0 } : null;
  const [pages, pictures] = await Promise.all([listFileText(fileId, {}, on), listPagePictures(fileId, on)]);
  return { ...rest, recognised, file: { id: fileId, name, language }, pages, pictures };
}
