import { and, eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { type EventKind, logEvent } from "@/lib/webhooks";

export const POST_EVENT: EventKind = {
  kind: "post.published",
  async read(pageId, on) {
    const [row] = await on
      .select({
        slug: post.slug,
        title: post.title,
        language: post.language,
        topics: post.topics,
        countries: post.countries,
        articles: post.articles,
      })
      .from(post)
      .where(and(eq(post.pageId, pageId), eq(post.state, "published")));
    if (!row) return null;
    const { slug, title, language, ...tags } = row;
    return { ...tags, path: `/blog/${slug}`, apiPath: `/api/v1/posts/${slug}`, more: { title, language } };
  },
};

/** A post that was taken from its readers, so that who copied it can do the same: its address, and nothing of what it said. */
export const POST_RETRACTED: EventKind = {
  kind: "post.retracted",
  async read(pageId, on) {
    const [row] = await on
      .select({ slug: post.slug, topics: post.topics, countries: post.countries, articles: post.articles })
      .from(post)
      .where(and(eq(post.pageId, pageId), eq(post.state, "retracted")));
    if (!row) return null;
    const { slug, ...tags } = row;
    return { ...tags, path: `/blog/${slug}`, apiPath: `/api/v1/posts/${slug}`, more: {} };
  },
};

/** A post was retracted, which can happen to it repeatedly. */
export const logPostRetracted = (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> =>
  logEvent(ctx, { kind: POST_RETRACTED.kind, subjectId: pageId, isRepeated: true });
