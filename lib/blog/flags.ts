import { eq, inArray } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";
import { lockPost } from "./access";

/** The kind of thing that posts are for flags. */
export const POST_FLAGS = "post";

/** Posts, as flags know them. A post was reviewed before it appeared, so flags never hide it: a moderator retracts it. */
export const postFlags: FlagKind = {
  kind: POST_FLAGS,
  async at({ parts: [area, slug, ...rest] }, on) {
    if (area !== "blog" || !slug || rest.length > 0) return null;
    const [row] = await on.select({ id: post.pageId }).from(post).where(eq(post.slug, slug));
    return row?.id ?? null;
  },
  async find(ctx, id) {
    const [row] = await ctx.tx.select({ slug: post.slug }).from(post).where(eq(post.pageId, id));
    const found = row && (await lockPost(ctx, row.slug));
    if (found?.state !== "published" || !can(ctx.actor, "post.read", found.facts))
      throw new DomainError("not_found", "post");
    return { kind: POST_FLAGS, id, pageId: id, authorIds: found.authors };
  },
  async describe(reader, ids, on) {
    const rows = await on
      .select({ id: post.pageId, slug: post.slug, title: post.title, state: post.state, text: post.summary })
      .from(post)
      .where(inArray(post.pageId, [...ids]));
    const isModerator = can(reader, "post.publish");
    const seen = rows.filter(({ state }) => state === "published" || state === "retracted");
    return new Map(
      seen.map(({ id, slug, title, text }) => [
        id,
        {
          title: () => isolateBidi(title),
          path: isModerator ? `/blog/review/${slug}` : `/blog/${slug}`,
          text,
          author: null,
        },
      ]),
    );
  },
};
