import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/pictures/model";
import { ownerOf, ownersIn, pastOf } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import { bodyKind, postKinds } from "./body";
import { POST_KIND } from "./model";

/** Columns with the publication of a post, for its history. */
export const OWNER = ownerOf(post);

export const {
  findHead: findPostHead,
  readAfter: readBodyAfter,
  diff: diffBody,
  findOverseen,
  hide: hidePostRevision,
  show: showPostRevision,
  purge: purgePostRevision,
} = pastOf({
  kind: POST_KIND,
  text: bodyKind,
  kinds: postKinds,
  findOwner: ownersIn(post),
});

/** Lists the current pictures of a post; those of earlier texts are only named. */
export async function listPostPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: POST_KIND, id }, on));
}
