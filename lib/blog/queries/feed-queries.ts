import { eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import type { ShownPicture } from "@/lib/files/pictures/model";
import { contentOf } from "@/lib/revisions";
import { picturesIn } from "@/lib/revisions/prose/article";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";
import { listPostPictures } from "../past";

/** Lists the current texts of posts with their pictures, by post. */
export async function listTexts(
  ids: readonly string[],
  on: Queryable = db(),
): Promise<Map<string, { content: Content; pictures: ShownPicture[] }>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({ id: post.pageId, content: revision.content })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(post.pageId, [...ids]));
  const texts = await Promise.all(
    rows.map(async (row) => {
      const content = contentOf(bodyKind, row) as Content;
      const pictures = picturesIn(content).length === 0 ? [] : await listPostPictures(row, on);
      return [row.id, { content, pictures }] as const;
    }),
  );
  return new Map(texts);
}
