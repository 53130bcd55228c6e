import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor, series } from "@/db/schema/blog";
import { profile } from "@/db/schema/profiles";
import { subselect } from "@/db/subselect";
import { cutPage, type Page } from "@/lib/core/paging";
import { listPlaces } from "@/lib/profiles/reading";
import type { PostsQuery } from "../model";
import type { BlogFacets, PostLine } from "./model";
import { LINE, linesOf } from "./post-lines";

/** Posts on a page of the list. */
const LISTED = 12;

const isPublished = eq(post.state, "published");

/**
 * Lists a page of published posts, newest first, with filters. Pages begin at a post, so new posts do not shift them.
 * `total` counts all that match.
 */
export async function listPosts(
  query: PostsQuery,
  size = LISTED,
  on: Queryable = db(),
): Promise<Page<PostLine> & { total: number }> {
  const backwards = query.after !== undefined;
  const cursor = query.after ?? query.before;
  const filter = and(isPublished, ...filters(query));
  const [rows, [counted]] = await Promise.all([
    on
      .select(LINE)
      .from(post)
      .where(and(filter, cursor === undefined ? undefined : placeOf(cursor, backwards)))
      .orderBy(
        ...(backwards
          ? [asc(post.publishedAt), asc(post.pageId)]
          : [desc(post.publishedAt), desc(post.pageId)]),
      )
      .limit(size + 1),
    on.select({ total: count() }).from(post).where(filter),
  ]);
  const lines = await linesOf(on, rows);
  const cut = cutPage(lines, (line) => line.id, { size, cursor: query.before, backwards });
  return { ...cut, total: counted?.total ?? 0 };
}

/** Lists those of the given posts that are published, in the order of their ids. */
export async function listByIds(ids: readonly string[], on: Queryable = db()): Promise<PostLine[]> {
  if (ids.length === 0) return [];
  const rows = await on
    .select(LINE)
    .from(post)
    .where(and(isPublished, inArray(post.pageId, [...ids])))
    .orderBy(asc(post.pageId));
  return linesOf(on, rows);
}

/** SQL: position of a post in the list; one no longer listed keeps its position. */
function placeOf(id: string, backwards: boolean): SQL {
  const at = subselect`(select p.published_at, p.page_id from ${post} p where p.page_id = ${id})`;
  return backwards
    ? sql`(${post.publishedAt}, ${post.pageId}) > ${at}`
    : sql`(${post.publishedAt}, ${post.pageId}) < ${at}`;
}

function filters(query: PostsQuery): (SQL | undefined)[] {
  return [
    query.topic ? sql`${post.topics} @> array[${query.topic}]` : undefined,
    query.country ? ofCountry(query.country) : undefined,
    query.author ? ofAuthor(query.author) : undefined,
    query.article ? sql`${post.articles} @> array[${query.article}]` : undefined,
    query.lang ? eq(post.language, query.lang) : undefined,
    query.series
      ? subselect`${post.seriesId} = (select s.id from ${series} s where s.slug = ${query.series})`
      : undefined,
    query.year ? inYear(query.year) : undefined,
  ];
}

/** SQL: posts on a country, by its slug, which addresses use; rows store codes. */
function ofCountry(slug: string): SQL {
  return subselect`${post.countries} @> array[(select p.iso2 from ${profile} p where p.slug = ${slug})]`;
}

/** SQL: posts that a member signs, by handle; none for a former member. */
function ofAuthor(handle: string): SQL {
  return subselect`${post.pageId} in (select a.post_id from ${postAuthor} a join ${member} m on m.id = a.member_id
    where m.handle = ${handle} and m.state <> 'erased' and a.state = 'agreed')`;
}

function inYear(year: number): SQL {
  const from = new Date(Date.UTC(year, 0, 1));
  const to = new Date(Date.UTC(year + 1, 0, 1));
  return sql`${post.publishedAt} >= ${from} and ${post.publishedAt} < ${to}`;
}

/** Lists the newest posts on a country, by code. */
export async function listPostsOn(iso2: string, limit: number, on: Queryable = db()): Promise<PostLine[]> {
  const rows = await on
    .select(LINE)
    .from(post)
    .where(and(isPublished, sql`${post.countries} @> array[${iso2}]`))
    .orderBy(desc(post.publishedAt), desc(post.pageId))
    .limit(limit);
  return linesOf(on, rows);
}

/** Counts published posts on an article, "185:18". */
export async function countPostsUnder(article: string, on: Queryable = db()): Promise<number> {
  return on.$count(post, and(isPublished, ...filters({ article })));
}

/** Lists filter values. Topics, countries and languages: most frequent first; years: newest first; series: by title. */
export async function listFacets(on: Queryable = db()): Promise<BlogFacets> {
  // Reads the posts once; each row is a value with its number.
  const { rows } = await on.execute<{ facet: string; value: string; count: number }>(
    sql`select v.facet, v.value, count(*)::int as count
      from ${post} p cross join lateral (
        select 'topic' as facet, unnest(p.topics) as value
        union all select 'country', unnest(p.countries)
        union all select 'year', to_char(p.published_at at time zone 'utc', 'YYYY')
        union all select 'language', p.language
        union all select 'series', p.series_id::text where p.series_id is not null
      ) v where p.state = 'published' group by v.facet, v.value order by count(*) desc, v.value, v.facet`,
  );
  const of = (facet: string) =>
    rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  const counts = new Map(of("country").map(({ value, count }) => [value, count]));
  const [places, sets] = await Promise.all([
    listPlaces([...counts.keys()], on),
    listSeries(
      on,
      of("series").map(({ value }) => value),
    ),
  ]);
  const inSeries = new Map(of("series").map(({ value, count }) => [value, count]));
  return {
    topics: of("topic"),
    countries: places.map((place) => ({ ...place, count: counts.get(place.iso2) ?? 0 })),
    years: of("year").sort((a, b) => Number(b.value) - Number(a.value)),
    languages: of("language"),
    series: sets.map(({ id, slug, title }) => ({ value: slug, title, count: inSeries.get(id) ?? 0 })),
  };
}

async function listSeries(on: Queryable, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return on
    .select({ id: series.id, slug: series.slug, title: series.title })
    .from(series)
    .where(inArray(series.id, [...ids]))
    .orderBy(asc(series.title), asc(series.id));
}

/** Lists slugs of published posts with their last change, for the sitemap. */
export function listPostAddresses(on: Queryable = db()): Promise<{ slug: string; updatedAt: Date }[]> {
  return on
    .select({ slug: post.slug, updatedAt: post.updatedAt })
    .from(post)
    .where(isPublished)
    .orderBy(desc(post.publishedAt), desc(post.pageId));
}
