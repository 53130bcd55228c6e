import { and, desc, eq, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { post } from "@/db/schema/blog";

/** Lists titles of published posts, newest first, to choose the original of a translation. */
export async function listPostTitles(
  except: string | null,
): Promise<{ slug: string; title: string; language: string }[]> {
  return db()
    .select({ slug: post.slug, title: post.title, language: post.language })
    .from(post)
    .where(and(eq(post.state, "published"), except === null ? undefined : ne(post.slug, except)))
    .orderBy(desc(post.publishedAt), desc(post.pageId))
    .limit(500);
}
