import { and, eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import type { EventKind } from "@/lib/webhooks";

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
