import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor } from "@/db/schema/blog";
import { WRITER, writerOf } from "@/lib/members";
import type { Author, PostLine } from "./model";

/** Columns of a post in lists. */
export const LINE = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  summary: post.summary,
  language: post.language,
  topics: post.topics,
  countries: post.countries,
  readingMinutes: post.readingMinutes,
  publishedAt: post.publishedAt,
  updatedAt: post.updatedAt,
} as const;

/** Describes an author publicly; an erased member as a former one. */
export const authorOf = (row: Parameters<typeof writerOf>[0]): Author => writerOf(row) ?? "former";

/** Lists the authors of posts, by post, in byline order. */
export async function listAuthors(on: Queryable, ids: readonly string[]): Promise<Map<string, Author[]>> {
  const found = new Map<string, Author[]>();
  if (ids.length === 0) return found;
  const rows = await on
    .select({ postId: postAuthor.postId, author: WRITER })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(and(inArray(postAuthor.postId, [...ids]), eq(postAuthor.state, "agreed")))
    .orderBy(asc(postAuthor.postId), asc(postAuthor.position));
  for (const { postId, author } of rows) found.set(postId, [...(found.get(postId) ?? []), authorOf(author)]);
  return found;
}

type LineRow = Omit<PostLine, "publishedAt" | "authors"> & { publishedAt: Date | null };

/** Adds authors to rows of `LINE`. */
export async function linesOf(on: Queryable, rows: readonly LineRow[]): Promise<PostLine[]> {
  const authors = await listAuthors(
    on,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    // Listed posts are published, which the column's type does not show.
    publishedAt: row.publishedAt ?? row.updatedAt,
    authors: authors.get(row.id) ?? [],
  }));
}
