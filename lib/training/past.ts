import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/model";
import { pastOf } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import { descriptionKind, materialKinds } from "./description";
import { MATERIAL_KIND, PICTURES_KIND } from "./model";

/** What tells of a material since when its description can be read. */
export const OWNER = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  language: material.language,
  sectionId: material.sectionId,
  publishedAt: material.publishedAt,
} as const;

export const {
  findHead: findMaterialHead,
  readAfter: readDescriptionAfter,
  diff: diffDescription,
  findOverseen: findOverseenDescription,
  hide: hideDescription,
  show: showDescription,
} = pastOf({
  kind: MATERIAL_KIND,
  text: descriptionKind,
  kinds: materialKinds,
  async findOwner(on, slug, states) {
    const [row] = await on
      .select(OWNER)
      .from(material)
      .where(and(eq(material.slug, slug), inArray(material.state, states)));
    return row;
  },
});

/** The pictures that a description still shows; one of an earlier revision that it no longer does is only named. */
export async function listDescriptionPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: PICTURES_KIND, id }, on));
}
