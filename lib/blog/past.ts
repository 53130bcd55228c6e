import { and, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { listFilesOf } from "@/lib/files";
import { type ShownPicture, shownPictures } from "@/lib/files/model";
import { pastOf } from "@/lib/pages";
import type { TextHead } from "@/lib/pages/model";
import { bodyKind, postKinds } from "./body";
import { POST_KIND } from "./model";

/** What tells of a post since when its text can be read. */
export const OWNER = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  language: post.language,
  sectionId: post.sectionId,
  publishedAt: post.publishedAt,
} as const;

export const {
  findHead: findPostHead,
  readAfter: readBodyAfter,
  diff: diffBody,
  findOverseen,
  hide: hidePostRevision,
  show: showPostRevision,
} = pastOf({
  kind: POST_KIND,
  text: bodyKind,
  kinds: postKinds,
  async findOwner(on, slug, states) {
    const [row] = await on
      .select(OWNER)
      .from(post)
      .where(and(eq(post.slug, slug), inArray(post.state, states)));
    return row;
  },
});

/** The pictures of a post that can be shown; one of an earlier text that it no longer has is only named. */
export async function listPostPictures(
  { id }: Pick<TextHead, "id">,
  on: Queryable = db(),
): Promise<ShownPicture[]> {
  return shownPictures(await listFilesOf({ kind: POST_KIND, id }, on));
}
