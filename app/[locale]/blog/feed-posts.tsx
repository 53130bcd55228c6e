import type { z } from "zod";
import { picturesOf } from "@/components/blog/post-picture";
import { Prose } from "@/components/content/prose";
import { PostsQuery } from "@/lib/blog/model";
import { handlesIn, listPosts, listTexts, type PostLine } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import type { ShownPicture } from "@/lib/files/pictures/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Content } from "@/lib/text/nodes";
import { drawPart } from "@/lib/web/pages/draw";
import type { PageTools } from "@/lib/web/view";

/** The number of posts in a feed. */
const ENTRIES = 30;

/** A feed contains all posts, or those of a filter that keeps its meaning. */
export const FeedQuery = PostsQuery.pick({
  topic: true,
  country: true,
  article: true,
  series: true,
  author: true,
});
export type FeedQuery = z.infer<typeof FeedQuery>;

/** Returns the posts of a feed and the scopes that make it stale. */
export async function listFeedPosts(query: FeedQuery, { t, locale }: Pick<PageTools, "t" | "locale">) {
  const { rows } = await listPosts(query, ENTRIES);
  const texts = await listTexts(rows.map((post) => post.id));
  const posts = await Promise.all(
    rows.map(async (post) => {
      const text = texts.get(post.id);
      return { ...post, html: text ? await drawn(text, t, locale) : "" };
    }),
  );
  // A feed without posts is dated by its drawing.
  const newest = rows.map((post) => post.updatedAt.getTime());
  const updated = newest.length === 0 ? new Date() : new Date(Math.max(...newest));
  return {
    posts,
    updated,
    scopes: handlesIn(rows.flatMap((post) => post.authors)).map(scope.member),
  };
}

/** A post with its text as HTML. */
export type FeedPost = Awaited<ReturnType<typeof listFeedPosts>>["posts"][number];

/**
 * Draws a post's text as its page does, from validated content, with absolute addresses because it is read
 * elsewhere. Feeds use one width of each picture.
 */
async function drawn(
  { content, pictures }: { content: Content; pictures: readonly ShownPicture[] },
  t: PageTools["t"],
  locale: Locale,
): Promise<string> {
  const html = await drawPart(
    <Prose
      t={t}
      locale={locale}
      content={content}
      prefix="text"
      numberOf={() => null}
      headingShift={-1}
      pictureOf={picturesOf(pictures)}
    />,
  );
  return html
    .replaceAll(/ srcset="[^"]*"/gi, "")
    .replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${env().APP_URL}/`);
}

/**
 * Returns the basis of a post's id in every feed: the post, not its address, so that a correction or a new
 * title updates the same entry.
 */
export const entryPath = ({ id }: Pick<PostLine, "id">) => `blog/${id}`;
