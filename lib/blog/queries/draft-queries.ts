import { inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { listDraftsOf } from "@/lib/revisions/draft";
import { POST_KIND } from "../model";

/** A draft of a post's text: what its author wrote and has not saved. */
export interface BodyDraftLine {
  slug: string;
  title: string;
  language: string;
  summary: string;
  updatedAt: Date;
}

/** The own drafts of posts' texts, the last touched first. A retracted post is closed to its authors, and its draft with it. */
export async function listBodyDrafts(actor: Actor, on: Queryable = db()): Promise<BodyDraftLine[]> {
  const drafts = (await listDraftsOf(actor.id, on)).filter((one) => one.pageKind === POST_KIND);
  if (drafts.length === 0) return [];
  const slugs = drafts.map((one) => one.slug);
  const posts = await on
    .select({ slug: post.slug, title: post.title, language: post.language, state: post.state })
    .from(post)
    .where(inArray(post.slug, slugs));
  const bySlug = new Map(posts.map((one) => [one.slug, one]));
  return drafts.flatMap(({ slug, summary, updatedAt }) => {
    const own = bySlug.get(slug);
    return own && own.state !== "retracted"
      ? [{ slug, title: own.title, language: own.language, summary, updatedAt }]
      : [];
  });
}
