import { and, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, postPreview } from "@/db/schema/blog";
import { draft, page, presence, revision, section } from "@/db/schema/revisions";
import { notice, pageEvent, subjectEvent, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { endFileUses, putFileWriters } from "@/lib/files";
import { POST_KIND } from "./model";

/** How many go in one run: each is a handful of statements. */
const MOST = 200;

/**
 * Removes posts that never appeared and that nobody signs any more, since their last author erased the account: nobody
 * had read them, and nobody can. One that waits for its time is as good as read; it appears. Answers how many.
 */
export async function removeUnreadPosts(ctx: Ctx): Promise<number> {
  const { tx } = ctx;
  const signed = tx
    .select({ one: sql`1` })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(
      and(
        eq(postAuthor.postId, post.pageId),
        eq(postAuthor.state, "agreed"),
        sql`${member.state} <> 'erased'`,
      ),
    );
  const rows = await tx
    .select({ id: post.pageId })
    .from(post)
    .where(and(isNull(post.publishedAt), inArray(post.state, ["draft", "submitted"]), notExists(signed)))
    .limit(MOST)
    .for("update", { of: post });
  for (const { id } of rows) await removeUnread(ctx, id);
  return rows.length;
}

async function removeUnread(ctx: Ctx, id: string): Promise<void> {
  const { tx } = ctx;
  const sections = tx.select({ id: section.id }).from(section).where(eq(section.pageId, id));
  const owner = { kind: POST_KIND, id };
  await endFileUses(ctx, owner);
  await putFileWriters(ctx, owner, []);
  for (const table of [draft, presence]) await tx.delete(table).where(inArray(table.sectionId, sections));
  for (const table of [notice, watch, pageEvent, subjectEvent])
    await tx.delete(table).where(eq(table.pageId, id));
  await tx.update(section).set({ currentRevisionId: null }).where(eq(section.pageId, id));
  // While the post is there: its texts go because of what it is.
  await tx.delete(revision).where(eq(revision.pageId, id));
  for (const table of [postPreview, postAlias, postAuthor])
    await tx.delete(table).where(eq(table.postId, id));
  await tx.delete(post).where(eq(post.pageId, id));
  await tx.delete(section).where(eq(section.pageId, id));
  await tx.delete(page).where(eq(page.id, id));
}
