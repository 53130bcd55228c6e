import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, postCorrection, series } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { can } from "@/lib/core/policy";
import { WRITER } from "@/lib/members";
import { fieldsFor } from "@/lib/members/model";
import { listPlaces } from "@/lib/profiles/reading";
import { contentOf, shownSummary } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { listAuthorIds } from "../access";
import { bodyKind } from "../body";
import { listPostPictures } from "../past";
import type { PostLine, PostLink, PostPage } from "./model";
import { LINE, linesOf, listAuthors } from "./post-lines";

const LINK = { slug: post.slug, title: post.title, language: post.language } as const;

/** Finds a post for everyone: published, or retracted with the reason. Null for unpublished and missing ones. */
export async function findPostPage(slug: string, on: Queryable = db()): Promise<PostPage | null> {
  const [row] = await on
    .select({
      ...LINE,
      state: post.state,
      isPersonalView: post.isPersonalView,
      articles: post.articles,
      project: post.project,
      translationId: post.translationId,
      coverId: post.coverId,
      coverAlt: post.coverAlt,
      retractedAt: post.retractedAt,
      retractionReason: post.retractionReason,
      isCommentsLocked: post.isCommentsLocked,
      commentCount: post.commentCount,
      series: { id: series.id, slug: series.slug, title: series.title },
      content: revision.content,
      revision: revision.number,
    })
    .from(post)
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .leftJoin(series, eq(series.id, post.seriesId))
    .where(eq(post.slug, slug));
  if (!row) return null;
  const { state, content, series: set, translationId, coverId, coverAlt, ...rest } = row;
  const facts = { authors: await listAuthorIds(on, row.id), state, ownerId: null, asked: [] };
  if (!can(null, "post.read", facts) || (state !== "published" && state !== "retracted")) return null;
  const { retractedAt, retractionReason, revision: number, ...line } = rest;
  const [authors, bios, places, posts, translations, pictures, corrections] = await Promise.all([
    listAuthors(on, [row.id]),
    listBios(on, row.id),
    listPlaces(row.countries, on),
    set ? listSeriesPosts(on, set.id) : [],
    translationId ? listTranslations(on, translationId, row.id) : [],
    listPostPictures(row, on),
    listCorrections(on, row.id),
  ]);
  return {
    ...line,
    state,
    publishedAt: row.publishedAt ?? row.updatedAt,
    authors: authors.get(row.id) ?? [],
    bios,
    places,
    series: set ? { slug: set.slug, title: set.title, posts } : null,
    translations,
    cover: coverId ? { file: coverId, alt: coverAlt ?? "" } : null,
    // A retracted post is shown without its text.
    content: contentOf(bodyKind, content === null || state === "retracted" ? null : { content }) as Content,
    pictures,
    corrections,
    retraction: retractedAt ? { reason: retractionReason ?? "", at: retractedAt } : null,
    revision: number ?? 0,
  };
}

async function listBios(on: Queryable, postId: string): Promise<PostPage["bios"]> {
  const rows = await on
    .select(WRITER)
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(and(eq(postAuthor.postId, postId), eq(postAuthor.state, "agreed"), ne(member.state, "erased")))
    .orderBy(asc(postAuthor.position));
  return rows.flatMap((row) => {
    const { biography } = fieldsFor(row, row.visibility, "public");
    return biography ? [{ handle: row.handle, displayName: row.displayName, text: biography }] : [];
  });
}

function listCorrections(on: Queryable, postId: string) {
  return on
    .select({
      id: postCorrection.id,
      note: shownSummary(sql`${postCorrection.revisionId}`, sql`${postCorrection.note}`),
      createdAt: postCorrection.createdAt,
      revision: revision.number,
    })
    .from(postCorrection)
    .leftJoin(revision, eq(revision.id, postCorrection.revisionId))
    .where(eq(postCorrection.postId, postId))
    .orderBy(asc(postCorrection.createdAt), asc(postCorrection.id));
}

function listSeriesPosts(on: Queryable, seriesId: string): Promise<PostLink[]> {
  return on
    .select(LINK)
    .from(post)
    .where(and(eq(post.seriesId, seriesId), eq(post.state, "published")))
    .orderBy(asc(post.publishedAt), asc(post.pageId));
}

function listTranslations(on: Queryable, translationId: string, ownId: string): Promise<PostLink[]> {
  return on
    .select(LINK)
    .from(post)
    .where(and(eq(post.translationId, translationId), eq(post.state, "published"), ne(post.pageId, ownId)))
    .orderBy(asc(post.language), asc(post.publishedAt), asc(post.pageId));
}

/** Finds the current slug of a post by an earlier one; null for none, or a hidden post. */
export async function findMovedPost(slug: string, on: Queryable = db()): Promise<string | null> {
  const [row] = await on
    .select({ id: post.pageId, slug: post.slug, state: post.state })
    .from(postAlias)
    .innerJoin(post, eq(post.pageId, postAlias.postId))
    .where(eq(postAlias.slug, slug));
  if (!row) return null;
  return can(null, "post.read", { authors: [], ownerId: null, asked: [], state: row.state })
    ? row.slug
    : null;
}

/** Newest candidates that are compared for relatedness. */
const COMPARED = 300;

/**
 * Lists published posts with most in common: topics count double, then countries and articles; newest first
 * among equals. Leaves out its series and translations, which the page lists already.
 */
export async function listRelated(id: string, limit: number, on: Queryable = db()): Promise<PostLine[]> {
  const shared = (column: PgColumn) =>
    subselect`cardinality(array(select unnest(${column}) intersect select unnest(own.${sql.identifier(column.name)})))`;
  const weight = sql<number>`2 * ${shared(post.topics)} + ${shared(post.countries)} + ${shared(post.articles)}`;
  const sharing = on
    .select({ id: post.pageId })
    .from(post)
    .innerJoin(sql`${post} own`, sql`own.page_id = ${id}`)
    .where(
      and(
        eq(post.state, "published"),
        ne(post.pageId, id),
        sql`(${post.topics} && own.topics or ${post.countries} && own.countries)`,
        sql`${post.translationId} is distinct from coalesce(own.translation_id, own.page_id)`,
        sql`(own.series_id is null or ${post.seriesId} is distinct from own.series_id)`,
      ),
    )
    .orderBy(desc(post.publishedAt), desc(post.pageId))
    .limit(COMPARED);
  const rows = await on
    .select(LINE)
    .from(post)
    .innerJoin(sql`${post} own`, sql`own.page_id = ${id}`)
    .where(inArray(post.pageId, sharing))
    .orderBy(desc(weight), desc(post.publishedAt), desc(post.pageId))
    .limit(limit);
  return linesOf(on, rows);
}
