import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { file } from "@/db/schema/files";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import { subselect } from "@/db/subselect";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import type { Locale } from "@/lib/i18n/locales";
import { askedOf, conditionsOf, DURATION_BAND, GROUPS_OF_EACH, MATERIAL_ID, whereOf } from "./conditions";
import type { CountedName, FacetCounts, LibraryQuery, MaterialLine, Sort } from "./model";

/** SQL: the newest published version, in a query of `material`. */
export const NEWEST = subselect`(select v.id from ${materialVersion} v where v.material_id = ${MATERIAL_ID}
  and v.published_at is not null order by v.number desc limit 1)`;

/** SQL: whether trainers' files have narrower access, in a query of `material`. */
const NOTES_APART = sql`coalesce(array_position(array['public','members','practitioners'], ${material.trainersAccess})
  > array_position(array['public','members','practitioners'], ${material.access}), false)`;

/**
 * SQL: of the newest version's files available by its access; files being checked or lost do not count, nor
 * trainers' files with narrower access.
 */
const ofFiles = <T>(
  what: SQL<T>,
) => subselect<T>`(select ${what} from ${materialFile} f join ${file} b on b.id = f.file_id
  where f.version_id = ${NEWEST} and b.state = 'clean'
    and not (f.is_for_trainers and ${NOTES_APART}))`;

const LINE = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  abstract: material.abstract,
  language: material.language,
  kind: material.kind,
  level: material.level,
  access: material.access,
  tlp: material.tlp,
  audiences: material.audiences,
  topics: material.topics,
  languages: material.languages,
  countries: material.countries,
  publisher: material.publisher,
  durationMinutes: material.durationMinutes,
  publishedAt: material.publishedAt,
  updatedAt: material.updatedAt,
  isStale: sql<boolean>`${material.staleSince} is not null`,
  version: subselect<string | null>`(select v.label from ${materialVersion} v where v.id = ${NEWEST})`,
  files: ofFiles(sql`count(*)`).mapWith(Number),
  bytes: ofFiles(sql`coalesce(sum(b.size), 0)`).mapWith(Number),
  type: ofFiles(sql<string | null>`(array_agg(b.type order by f.position))[1]`),
  fileIds: ofFiles(sql<string[]>`coalesce(array_agg(f.file_id order by f.position), '{}')`),
  links: subselect`(select count(*) from ${materialLink} l where l.material_id = ${MATERIAL_ID})`.mapWith(
    Number,
  ),
  items: subselect`(select count(*) from ${materialItem} i where i.course_id = ${MATERIAL_ID})`.mapWith(
    Number,
  ),
  downloads: material.downloads,
  ratingCount: material.ratingCount,
  ratingSum: material.ratingSum,
};

/** Sort columns, before the id; newest and most used first. */
const ORDERS: Readonly<Record<Sort, { by: SQL; isDescending: boolean }>> = {
  new: { by: sql`${material.renewedAt}`, isDescending: true },
  title: { by: sql`lower(${material.title})`, isDescending: false },
  used: { by: sql`${material.downloads}`, isDescending: true },
};

/** Lists a page of the library, with the total number. */
export async function listMaterials(
  query: LibraryQuery,
  locale: Locale,
  on: Queryable = db(),
): Promise<Page<MaterialLine> & { total: number }> {
  const where = whereOf(await askedOf(query, locale));
  const { by, isDescending } = ORDERS[query.sort ?? "new"];
  const cursor = query.before ?? query.after;
  const isBackwards = query.before !== undefined;
  const isUp = isDescending === isBackwards;
  const past =
    cursor === undefined
      ? undefined
      : subselect`(${by}, ${material.pageId}) ${isUp ? sql`>` : sql`<`}
          (select ${by}, ${material.pageId} from ${material} where ${material.pageId} = ${cursor})`;
  const order = isUp ? asc : desc;
  const rows = await on
    .select(LINE)
    .from(material)
    .where(and(where, past))
    .orderBy(order(by), order(material.pageId))
    .limit(PAGE_SIZE + 1);
  const total = await on.$count(material, where);
  const page = cutPage(rows.map(lineOf), (row) => row.id, { cursor, backwards: isBackwards });
  return { ...page, total };
}

function lineOf(row: Omit<MaterialLine, "publishedAt"> & { publishedAt: Date | null }): MaterialLine {
  return { ...row, publishedAt: row.publishedAt ?? row.updatedAt };
}

/** Lists the published materials among these ids, sorted by id. The caller has checked access. */
export async function listByIds(ids: readonly string[], on: Queryable = db()): Promise<MaterialLine[]> {
  if (ids.length === 0) return [];
  const rows = await on
    .select(LINE)
    .from(material)
    .where(and(eq(material.state, "published"), inArray(material.pageId, [...ids])))
    .orderBy(asc(material.pageId));
  return rows.map(lineOf);
}

/** Counts published materials on an article, "185:18". */
export async function countMaterialsUnder(article: string, on: Queryable = db()): Promise<number> {
  return on.$count(material, whereOf({ query: { article }, holding: null }));
}

/** Lists materials with the newest versions, for the feed. */
export async function listNewest(
  query: LibraryQuery,
  count: number,
  on: Queryable = db(),
): Promise<MaterialLine[]> {
  const rows = await on
    .select(LINE)
    .from(material)
    .where(whereOf({ query, holding: null }))
    .orderBy(desc(material.renewedAt), desc(material.pageId))
    .limit(count);
  return rows.map(lineOf);
}

const ONE: Readonly<Partial<Record<CountedName, SQL>>> = {
  project: sql`${material.project}`,
  kind: sql`${material.kind}`,
  level: sql`${material.level}`,
  access: sql`${material.access}`,
  licence: sql`${material.licence}`,
  tlp: sql`${material.tlp}`,
  duration: DURATION_BAND,
};
const MANY: Readonly<Partial<Record<CountedName, SQL>>> = {
  article: sql`${material.articles}`,
  audience: sql`${material.audiences}`,
  topic: sql`${material.topics}`,
  lang: sql`${material.languages}`,
  format: sql`${material.formats}`,
  country: sql`${material.countries}`,
  type: sql`g.groups`,
};

/** Counts the values of every filter in one statement, reading the materials once. */
export async function countFacets(
  query: LibraryQuery,
  locale: Locale,
  on: Queryable = db(),
): Promise<FacetCounts> {
  const { always, chosen } = conditionsOf(await askedOf(query, locale));
  const named = (prefix: string, name: string) => sql.identifier(`${prefix}_${name}`);
  const columns = [
    ...Object.entries({ ...ONE, ...MANY }).map(([name, column]) => sql`${column} as ${named("v", name)}`),
    ...[...chosen].map(([name, condition]) => sql`(${condition}) as ${named("is", name)}`),
  ];
  const counting = (name: string, values: SQL) => {
    const others = [...chosen.keys()].filter((other) => other !== name).map((other) => named("is", other));
    return sql`select ${name}::text as facet, value, count(*)::int as n from those
      cross join lateral ${values} as x(value)
      where ${sql.join([sql`value is not null`, ...others], sql` and `)} group by value`;
  };
  const parts = [
    ...Object.keys(ONE).map((name) => counting(name, sql`(values (${named("v", name)}))`)),
    ...Object.keys(MANY).map((name) => counting(name, sql`unnest(${named("v", name)})`)),
  ];
  const { rows } = await on.execute<{ facet: CountedName; value: string; n: number }>(
    sql`with those as materialized (
      select ${sql.join(columns, sql`, `)} from ${material}
      left join ${GROUPS_OF_EACH} g on g.material_id = ${material.pageId} where ${always}
    ) ${sql.join(parts, sql` union all `)}`,
  );
  const counts = new Map<CountedName, Map<string, number>>();
  for (const { facet, value, n } of rows) {
    const values = counts.get(facet) ?? new Map<string, number>();
    counts.set(facet, values.set(value, n));
  }
  return counts;
}

/** Lists titles and slugs of possible parts of a course, for its form. */
export async function listTitles(on: Queryable = db()): Promise<{ slug: string; title: string }[]> {
  return on
    .select({ slug: material.slug, title: material.title })
    .from(material)
    .where(eq(material.state, "published"))
    .orderBy(asc(material.title), asc(material.pageId))
    .limit(2_000);
}
