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

/** How many posts a feed holds. */
const ENTRIES = 30;

/** A feed is of all posts, or of what they can be narrowed to for good. */
export const FeedQuery = PostsQuery.pick({
  topic: true,
  country: true,
  article: true,
  series: true,
  author: true,
});
export type FeedQuery = z.infer<typeof FeedQuery>;

/** The posts of a feed and what makes it stale. */
export async function listFeedPosts(query: FeedQuery, { t, locale }: Pick<PageTools, "t" | "locale">) {
  const { rows } = await listPosts(query, ENTRIES);
  const texts = await listTexts(rows.map((post) => post.id));
  const posts = await Promise.all(
    rows.map(async (post) => {
      const text = texts.get(post.id);
      return { ...post, html: text ? await drawn(text, t, locale) : "" };
    }),
  );
  // A feed in which nothing has appeared yet is as new as its drawing.
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
 * A post's text as its page draws it, from checked content alone, with whole addresses: it is read elsewhere. A width of
 * a picture is chosen by pages only.
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
 * What the id of a post is made of, in every feed: the post and not its address, so that a correction or another title
 * is an update of the same entry.
 */
export const entryPath = ({ id }: Pick<PostLine, "id">) => `blog/${id}`;
