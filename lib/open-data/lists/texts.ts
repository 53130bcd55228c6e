import { and, asc, desc, eq, exists, gt, inArray, not, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import { BODY } from "@/lib/blog/model";
import { listByIds as postsByIds } from "@/lib/blog/queries";
import { contentOf, isTextHidden } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { listByIds as materialsByIds } from "@/lib/training";
import { DESCRIPTION } from "@/lib/training/model";
import { codeOf } from "./country";
import type { MaterialsList, PostsList } from "./model";
import { cut, type Listed, partsOfKey, UUID } from "./place";

const afterId = (after: string) => partsOfKey(after, new RegExp(`^(${UUID})$`))[0] ?? "";

type Posts = z.infer<typeof PostsList> & { slug?: string };

/** Posts that readers have, with their texts, in the order in which they were begun. */
export async function listPosts(query: Posts, on: Queryable = db()): Promise<Listed<object>> {
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
  const [lines, texts] = await Promise.all([postsByIds(wanted, on), textsOf(wanted, BODY, on)]);
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

type Materials = z.infer<typeof MaterialsList> & { slug?: string };

/**
 * Materials of the library that are for everybody, with their descriptions, in the order in which they were begun. What
 * is for members or practitioners is not open data, its title neither.
 */
export async function listMaterials(query: Materials, on: Queryable = db()): Promise<Listed<object>> {
  const country = await codeOf(query.country, on);
  const ids = await on
    .select({ id: material.pageId })
    .from(material)
    .where(
      and(
        eq(material.state, "published"),
        eq(material.access, "public"),
        query.after ? gt(material.pageId, afterId(query.after)) : undefined,
        query.slug ? eq(material.slug, query.slug) : undefined,
        query.topic ? sql`${material.topics} @> array[${query.topic}]` : undefined,
        country ? sql`${material.countries} @> array[${country}]` : undefined,
        query.kind ? eq(material.kind, query.kind) : undefined,
        query.lang ? sql`${material.languages} @> array[${query.lang}]` : undefined,
      ),
    )
    .orderBy(asc(material.pageId))
    .limit(query.limit + 1);
  const page = cut(ids, query.limit, ({ id }) => id);
  const wanted = page.rows.map(({ id }) => id);
  const [lines, texts] = await Promise.all([materialsByIds(wanted, on), textsOf(wanted, DESCRIPTION, on)]);
  const rows = lines.map((line) => {
    const { id, slug, title, abstract, kind, level, tlp, audiences, topics, languages, countries } = line;
    const { publisher, durationMinutes, version, files, bytes, isStale, publishedAt, updatedAt } = line;
    return {
      id,
      slug,
      title,
      abstract,
      lang: line.language,
      kind,
      level,
      tlp,
      audiences,
      topics,
      languages,
      countries,
      publisher,
      durationMinutes,
      version,
      files,
      bytes,
      isStale,
      publishedAt,
      updatedAt,
      content: texts(id),
      href: `/training/${slug}`,
    };
  });
  return { ...page, rows };
}

/** The texts of some pages that readers have, by page. */
async function textsOf(pageIds: readonly string[], key: string, on: Queryable) {
  const kind = articleKind(key) as SectionKind<unknown>;
  const rows =
    pageIds.length === 0
      ? []
      : await on
          .select({ pageId: section.pageId, content: revision.content })
          .from(section)
          .innerJoin(revision, eq(revision.id, section.currentRevisionId))
          .where(
            and(
              inArray(section.pageId, [...pageIds]),
              eq(section.key, key),
              eq(revision.state, "published"),
              not(isTextHidden()),
            ),
          )
          .orderBy(desc(section.pageId));
  const found = new Map(rows.map(({ pageId, content }) => [pageId, content]));
  return (pageId: string) => contentOf(kind, { content: found.get(pageId) ?? null });
}
