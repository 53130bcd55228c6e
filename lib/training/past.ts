import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/model";
import { diffText, headOf, loadPast as loadPastOf, readTextAfter } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { descriptionKind } from "./description";
import { MATERIAL_KIND, PICTURES_KIND } from "./model";

const OWNER = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  language: material.language,
  sectionId: material.sectionId,
  publishedAt: material.publishedAt,
} as const;

/** A published material for the history of its description; null for any other, a retracted one included. */
export async function findMaterialHead(slug: string, on: Queryable = db()): Promise<TextHead | null> {
  const [row] = await on
    .select(OWNER)
    .from(material)
    .where(and(eq(material.slug, slug), eq(material.state, "published")));
  return headOf(on, MATERIAL_KIND, row);
}

/** A description as it stood after the revision of a number: `readTextAfter`. */
export const readDescriptionAfter = (
  head: TextHead,
  number: number,
  on?: Queryable,
): Promise<Content | null> => readTextAfter(descriptionKind, head, number, on);

/** What differs in a description between two of its revisions: `diffText`. */
export const diffDescription = (
  head: TextHead,
  from: number,
  to: number,
  on?: Queryable,
): Promise<DiffResult | null> => diffText(descriptionKind, head, from, to, on);

/** The pictures that a description still shows; one of an earlier revision that it no longer does is only named. */
export async function listDescriptionPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: PICTURES_KIND, id }, on));
}

/** A revision of a material's description since it appeared; also of one that was taken back. Throws `not_found`. */
export async function loadPast(on: Queryable, slug: string, number: number) {
  const [row] = await on
    .select(OWNER)
    .from(material)
    .where(and(eq(material.slug, slug), inArray(material.state, ["published", "retracted"])));
  return loadPastOf(on, MATERIAL_KIND, row, number);
}
