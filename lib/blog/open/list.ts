import { and, asc, eq, exists, gt, not, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor } from "@/db/schema/blog";
import { afterId, codeOf, cut, type Listed, textsOf } from "@/lib/open-data";
import { BODY } from "../model";
import { listByIds } from "../queries";
import type { PostsList } from "./model";

type Posts = z.infer<typeof PostsList> & { slug?: string };

/** Lists published posts with their texts, in the order of their ids. */
export async function listOpenPosts(query: Posts, on: Queryable = db()): Promise<Listed<object>> {
  const country = await codeOf(query.country, on);
  const author = query.author
    ? exists(
        on
          .select({ id: postAuthor.memberId })
          .from(postAuthor)
          .innerJoin(member, eq(member.id, postAuthor.memberId))
          .where(
            and(
              eq(postAuthor.postId, post.pageId),
              eq(postAuthor.state, "agreed"),
              eq(member.handle, query.author),
              not(eq(member.state, "erased")),
            ),
          ),
      )
    : undefined;
  const ids = await on
    .select({ id: post.pageId })
    .from(post)
    .where(
      and(
        eq(post.state, "published"),
        query.after ? gt(post.pageId, afterId(query.after)) : undefined,
        query.slug ? eq(post.slug, query.slug) : undefined,
        query.topic ? sql`${post.topics} @> array[${query.topic}]` : undefined,
        query.lang ? eq(post.language, query.lang) : undefined,
        country ? sql`${post.countries} @> array[${country}]` : undefined,
        author,
      ),
    )
    .orderBy(asc(post.pageId))
    .limit(query.limit + 1);
  const page = cut(ids, query.limit, ({ id }) => id);
  const wanted = page.rows.map(({ id }) => id);
  const [lines, texts] = await Promise.all([listByIds(wanted, on), textsOf(wanted, BODY, on)]);
  const rows = lines.map(({ language, authors, readingMinutes: _minutes, ...line }) => ({
    ...line,
    lang: language,
    authors: authors.map((one) =>
      one === "former" ? { handle: null, name: null } : { handle: one.handle, name: one.displayName },
    ),
    content: texts(line.id),
    href: `/blog/${line.slug}`,
  }));
  return { ...page, rows };
}
