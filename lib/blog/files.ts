import { eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { putFileUses, putFileWriters } from "@/lib/files";
import { picturesIn } from "@/lib/revisions/article";
import { contentOf } from "@/lib/revisions/contents";
import type { Content } from "@/lib/text/nodes";
import { scope } from "@/lib/versions";
import { listReaderIds } from "./access";
import { bodyKind } from "./body";
import { POST_KIND } from "./model";

/**
 * Says which files a post shows, its cover first, that those who sign it have them, and that they are open to all from
 * its publication on.
 */
export async function putPostFiles(ctx: Ctx, postId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({ slug: post.slug, state: post.state, coverId: post.coverId, content: revision.content })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(post.pageId, postId));
  if (!row) return;
  const content = contentOf(bodyKind, row.content === null ? null : { content: row.content }) as Content;
  const files = [...(row.coverId ? [row.coverId] : []), ...picturesIn(content)];
  await putFileWriters(ctx, { kind: POST_KIND, id: postId }, await listReaderIds(ctx.tx, postId));
  await putFileUses(
    ctx,
    {
      kind: POST_KIND,
      id: postId,
      place: `/blog/${row.slug}`,
      scope: scope.post(row.slug),
      access: "public",
      isOpen: row.state === "published",
    },
    files,
  );
}
