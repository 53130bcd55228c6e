import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { db } from "@/db/client";
import { type FileAccess, file, fileUse } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import type { By } from "@/lib/core/transact";
import { listPagePictures, WORK_ACCESS } from "@/lib/files";
import { lookIntoTexts, type TextPage } from "@/lib/files/looks";
import { MATERIAL_KIND, materialPath, TRAINERS_KIND } from "../model";

/**
 * Finds the text of a published material's file for a reader with access; null for others, as if it did not
 * exist. Views of restricted files are logged.
 */
export async function findTextFor(
  by: By,
  slug: string,
  fileId: string,
): Promise<{
  access: FileAccess;
  title: string;
  file: { id: string; name: string; language: string };
  pages: TextPage[];
  /** For recognized text: pages recognized, of how many; null for the file's own text. */
  recognised: { pages: number; total: number } | null;
  /** Drawn pages with the size of each picture. */
  pictures: { page: number; width: number; height: number }[];
} | null> {
  const [row] = await db()
    .select({
      access: WORK_ACCESS,
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
  const texts = await lookIntoTexts(by, { place: materialPath(slug), fileIds: [fileId] });
  const pages = texts.get(fileId);
  if (!pages) return null;
  const pictures = await listPagePictures(fileId);
  return { ...rest, recognised, file: { id: fileId, name, language }, pages, pictures };
}
