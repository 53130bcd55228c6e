import { and, asc, desc, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { isStanding } from "@/lib/revisions";
import type { HistoryOf, Neighbours, PastQuery, RevisionLine } from "./model";
import { lines, linesOf } from "./revision-lines";

/**
 * Lists a page of a page's published revisions, newest first, keyed by number. `total` counts all that match
 * the filter. Empty for an unknown page.
 */
export async function listHistory(
  at: HistoryOf,
  query: PastQuery & { section?: string | undefined },
  on: Queryable = db(),
): Promise<Page<RevisionLine> & { total: number }> {
  const backwards = query.after !== undefined;
  const filter = and(
    ofPage(at),
    eq(revision.state, "published"),
    query.section ? ofSection(at, query.section) : undefined,
  );
  const place = backwards
    ? gt(revision.number, query.after ?? 0)
    : query.before !== undefined
      ? lt(revision.number, query.before)
      : undefined;
  const [rows, [count]] = await Promise.all([
    lines(on)
      .where(and(filter, place))
      .orderBy(backwards ? asc(revision.number) : desc(revision.number))
      .limit(PAGE_SIZE + 1),
    on.select({ total: sql<number>`count(*)::int` }).from(revision).where(filter),
  ]);
  const cursor = query.before === undefined ? undefined : String(query.before);
  const cut = cutPage(await linesOf(rows, on), (line) => String(line.number), { cursor, backwards });
  return { ...cut, total: count?.total ?? 0 };
}

/**
 * SQL: the revisions of a page that readers may see. Uses a subselect of the page's id instead of a join, so
 * that Postgres reads the index by page and number in order and stops early.
 */
function ofPage({ kind, slug, first }: HistoryOf): SQL {
  const seen = first > 1 ? sql` and ${revision.number} >= ${first}` : sql``;
  return subselect`${revision.pageId} = (select p.id from ${page} p where p.kind = ${kind} and p.slug = ${slug})${seen}`;
}

/** SQL: the revisions of one section of a page, by its key. */
export function ofSection({ kind, slug }: Pick<HistoryOf, "kind" | "slug">, key: string): SQL {
  return subselect`${revision.sectionId} = (select s.id from ${section} s join ${page} p on p.id = s.page_id
    where p.kind = ${kind} and p.slug = ${slug} and s.key = ${key})`;
}

/** SQL: the revisions of a section and of its translations. */
function ofAllLanguages({ kind, slug }: Pick<HistoryOf, "kind" | "slug">, key: string): SQL {
  return subselect`${revision.sectionId} in (select s.id from ${section} s join ${page} p on p.id = s.page_id
    where p.kind = ${kind} and p.slug = ${slug} and (s.key = ${key} or starts_with(s.key, ${`${key}@`})))`;
}

/**
 * Lists revisions of a section that were once current and are newer than `after`: newest first, at most
 * `limit`. `inAll` includes its translations.
 */
export async function listStandingRevisions(
  at: Pick<HistoryOf, "kind" | "slug">,
  key: string,
  { after, limit, inAll = false }: { after: number; limit: number; inAll?: boolean },
  on: Queryable = db(),
): Promise<RevisionLine[]> {
  const which = inAll ? ofAllLanguages(at, key) : ofSection(at, key);
  const rows = await lines(on)
    .where(and(which, isStanding(), gt(revision.number, after)))
    .orderBy(desc(revision.number))
    .limit(limit);
  return linesOf(rows, on);
}

/** Finds one published revision of a page by its number; null if there is none. */
export async function findRevisionLine(
  at: HistoryOf,
  number: number,
  on: Queryable = db(),
): Promise<RevisionLine | null> {
  const [row] = await lines(on).where(
    and(ofPage(at), eq(revision.number, number), eq(revision.state, "published")),
  );
  return row ? ((await linesOf([row], on))[0] ?? null) : null;
}

/** Finds the published revisions before and after a number, and the newest. */
export async function findNeighbours(
  { kind, slug, first }: HistoryOf,
  number: number,
  on: Queryable = db(),
): Promise<Neighbours> {
  const seen = first > 1 ? sql`and r.number >= ${first}` : sql``;
  // Each is read from one end of the index, since a profile may have thousands of revisions.
  const nearest = (which: "min" | "max", place?: SQL) =>
    subselect<number | null>`(select ${sql.raw(which)}(r.number) from revision r where r.page_id = page.id
      and r.state = 'published' ${seen} ${place ?? sql``})`;
  const [row] = await on
    .select({
      previous: nearest("max", sql`and r.number < ${number}`),
      next: nearest("min", sql`and r.number > ${number}`),
      newest: sql<number>`coalesce(${nearest("max")}, 0)`,
    })
    .from(page)
    .where(and(eq(page.kind, kind), eq(page.slug, slug)));
  return row ?? { previous: null, next: null, newest: 0 };
}

/** Lists published revisions after `from` and up to `to`: at most `limit`, oldest first. */
export async function listRevisionsBetween(
  at: HistoryOf,
  from: number,
  to: number,
  limit: number,
  on: Queryable = db(),
): Promise<RevisionLine[]> {
  const rows = await lines(on)
    .where(
      and(
        ofPage(at),
        eq(revision.state, "published"),
        gt(revision.number, from),
        sql`${revision.number} <= ${to}`,
      ),
    )
    .orderBy(asc(revision.number))
    .limit(limit);
  return linesOf(rows, on);
}

/** Finds which revisions after `from` and up to `to` a member wrote, hidden ones included. */
export async function listNumbersOf(
  memberId: string,
  at: HistoryOf,
  { from, to }: { from: number; to: number },
  on: Queryable = db(),
): Promise<ReadonlySet<number>> {
  const rows = await on
    .select({ number: revision.number })
    .from(revision)
    .where(
      and(ofPage(at), eq(revision.authorId, memberId), gt(revision.number, from), lte(revision.number, to)),
    );
  return new Set(rows.map(({ number }) => number));
}
