import { and, inArray, notInArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { listPageDraftsOf, type PageDraft } from "@/lib/revisions";
import { POST_KIND } from "../model";

/** Lists posts with a member's unsaved drafts. Retracted and deleted posts are closed to their authors. */
export function listPostDrafts(actor: Actor, on: Queryable = db()): Promise<PageDraft[]> {
  const listOpen = (slugs: string[]) =>
    on
      .select({ slug: post.slug, title: post.title })
      .from(post)
      .where(and(inArray(post.slug, slugs), notInArray(post.state, ["retracted", "removed"])));
  return listPageDraftsOf(actor.id, POST_KIND, listOpen, on);
}
