import { inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { listPageDraftsOf, type PageDraft } from "@/lib/revisions/draft";
import { POST_KIND } from "../model";

/**
 * The posts of which a member wrote something that is not saved, the last touched first, under the title that was
 * typed. A retracted post is closed to its authors, and one that was deleted, and its drafts with it.
 */
export async function listPostDrafts(
  actor: Actor,
  on: Queryable = db(),
): Promise<(PageDraft & { title: string })[]> {
  const drafts = await listPageDraftsOf(actor.id, POST_KIND, on);
  if (drafts.length === 0) return [];
  const posts = await on
    .select({ slug: post.slug, title: post.title, state: post.state })
    .from(post)
    .where(
      inArray(
        post.slug,
        drafts.map((one) => one.slug),
      ),
    );
  const bySlug = new Map(posts.map((one) => [one.slug, one]));
  return drafts.flatMap((draft) => {
    const own = bySlug.get(draft.slug);
    return own && own.state !== "retracted" && own.state !== "removed"
      ? [{ ...draft, title: draft.typedTitle ?? own.title }]
      : [];
  });
}
