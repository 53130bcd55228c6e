import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/pictures/model";
import { ownerOf, ownersIn, pastOf } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import { descriptionKind, materialKinds } from "./description";
import { MATERIAL_KIND, PICTURES_KIND } from "./model";

/** Columns with the publication of a material, for its history. */
export const OWNER = ownerOf(material);

export const {
  findHead: findMaterialHead,
  readAfter: readDescriptionAfter,
  diff: diffDescription,
  findOverseen: findOverseenDescription,
  hide: hideDescription,
  show: showDescription,
  purge: purgeDescription,
} = pastOf({
  kind: MATERIAL_KIND,
  text: descriptionKind,
  kinds: materialKinds,
  findOwner: ownersIn(material),
});

/** Lists the pictures in the current description; those of earlier revisions are only named. */
export async function listDescriptionPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: PICTURES_KIND, id }, on));
}
