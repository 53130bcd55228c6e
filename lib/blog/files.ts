import { eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { trashKind } from "@/lib/core/trash";
import { scope } from "@/lib/core/versions";
import { listUsedFiles, restoreFiles, trashFiles, updateFileUses, updateFileWriters } from "@/lib/files";
import { contentOf } from "@/lib/revisions";
import { picturesIn } from "@/lib/revisions/prose/article";
import type { Content } from "@/lib/text/nodes";
import { listReaderIds } from "./access";
import { bodyKind } from "./body";
import { POST_KIND } from "./model";

/**
 * Updates a post's files, cover first: accessible to its authors and members asked to sign it, to everyone while
 * it is published, and only to their uploaders while it is in the trash.
 */
export async function updatePostFiles(ctx: Ctx, postId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({ slug: post.slug, state: post.state, coverId: post.coverId, content: revision.content })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(post.pageId, postId));
  if (!row) return;
  const owner = {
    kind: POST_KIND,
    id: postId,
    place: `/blog/${row.slug}`,
    scope: scope.post(row.slug),
    access: "public" as const,
  };
  if (row.state === "removed") return trashFiles(ctx, owner, [POST_KIND]);
  const content = contentOf(bodyKind, row.content === null ? null : { content: row.content }) as Content;
  const files = [...(row.coverId ? [row.coverId] : []), ...picturesIn(content)];
  await updateFileWriters(ctx, owner, await listReaderIds(ctx.tx, postId));
  const kinds = [trashKind(POST_KIND)];
  const had = await listUsedFiles(ctx.tx, kinds, postId);
  await updateFileUses(
    ctx,
    { ...owner, isOpen: row.state === "published", isInReview: row.state === "submitted" },
    files,
    { kinds, had },
  );
  // Restored files are used as before.
  await restoreFiles(ctx, owner);
}
