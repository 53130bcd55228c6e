import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { comment, commentFlag, post } from "@/db/schema/blog";
import { findReader, writeTo } from "@/lib/accounts";
import { idFor } from "@/lib/core/id";
import { findPersonalMail } from "@/lib/watching";

/** Tells who reported a comment what came of it. Safe to run twice: a mail keeps its name. */
export async function mailFlagNews({ flagId }: { flagId: string }): Promise<void> {
  const [row] = await db()
    .select({
      memberId: commentFlag.memberId,
      state: commentFlag.state,
      slug: post.slug,
      title: post.title,
    })
    .from(commentFlag)
    .innerJoin(comment, eq(comment.id, commentFlag.commentId))
    .innerJoin(post, eq(post.pageId, comment.postId))
    .where(eq(commentFlag.id, flagId));
  if (!row || row.state === "open") return;
  const reader = await findReader(row.memberId, ["active"]);
  const stop = reader && (await findPersonalMail(row.memberId));
  if (!reader || !stop) return;
  await writeTo(reader, {
    id: idFor("flag-news", flagId),
    name: `flag.${row.state}`,
    path: `/blog/${row.slug}#comments`,
    values: { title: row.title },
    unsubscribePath: `/unsubscribe?token=${stop.token}`,
  });
}
