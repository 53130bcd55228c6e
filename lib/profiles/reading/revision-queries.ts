import { and, asc, desc, eq, gt, lt, lte, not, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { momentKey, readMomentKey } from "@/lib/core/moments";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { isStanding } from "@/lib/revisions/contents";
import { isAuthorHidden } from "@/lib/revisions/hidden";
import type { ChangeLine, ChangesOf, HistoryOf, HistoryQuery, Neighbours, RevisionLine } from "./model";
import { LINE, lines, linesOf, merged } from "./revision-lines";

/**
 * A page of a page's published revisions, newest first, keyed by number. `total` counts all that the filter leaves.
 * An unknown page has none.
 */
export async function listHistory(
  at: HistoryOf,
  query: HistoryQuery,
  on: Queryable = db(),
): Promise<Page<RevisionLine> & { total: number }> {
  const backwards = query.after !== undefined;
  const filter = and(
    ofPage(at),
    eq(revision.state, "published"),
    query.section ? ofSection(nameOf(at).slug, query.section) : undefined,
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
 * The revisions of a page that readers may see. As one page's id and not as a join: only so the database knows that
 * the index by page and number has them in order, and stops after as many as are shown.
 */
function ofPage(at: HistoryOf): SQL {
  const { kind, slug, first } = nameOf(at);
  const seen = first > 1 ? sql` and ${revision.number} >= ${first}` : sql``;
  return subselect`${revision.pageId} = (select p.id from ${page} p where p.kind = ${kind} and p.slug = ${slug})${seen}`;
}

function nameOf(at: HistoryOf) {
  return typeof at === "string" ? { kind: "profile", slug: at, first: 1 } : at;
}

/** The revisions of one of a profile's sections. */
export function ofSection(slug: string, key: string): SQL {
  return subselect`${revision.sectionId} = (select s.id from ${section} s join ${page} p on p.id = s.page_id
    where p.kind = 'profile' and p.slug = ${slug} and s.key = ${key})`;
}

/** One published revision of a page by its number; null for any other, as if it did not exist. */
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

/** The published revisions of a page before and after a number, and the newest. */
export async function findNeighbours(
  at: HistoryOf,
  number: number,
  on: Queryable = db(),
): Promise<Neighbours> {
  const { kind, slug, first } = nameOf(at);
  const seen = first > 1 ? sql`and r.number >= ${first}` : sql``;
  // Each from its end of the index: a profile may have thousands of revisions.
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

/** The published revisions of a page that come after one and not after another: at most `limit`, oldest first. */
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

/** Which revisions of a profile, after one of a number and up to another, are a member's own, hidden or not. */
export async function listNumbersOf(
  memberId: string,
  slug: string,
  { from, to }: { from: number; to: number },
  on: Queryable = db(),
): Promise<ReadonlySet<number>> {
  const rows = await on
    .select({ number: revision.number })
    .from(revision)
    .where(
      and(ofPage(slug), eq(revision.authorId, memberId), gt(revision.number, from), lte(revision.number, to)),
    );
  return new Set(rows.map(({ number }) => number));
}

/** The same of a section and of its translations. */
function ofAllLanguages(slug: string, key: string): SQL {
  return subselect`${revision.sectionId} in (select s.id from ${section} s join ${page} p on p.id = s.page_id
    where p.kind = 'profile' and p.slug = ${slug} and (s.key = ${key} or starts_with(s.key, ${`${key}@`})))`;
}

/**
 * Revisions of a section that stood, each in its turn, after one of a number: newest first, at most `limit`; those of
 * its translations too where they are wanted.
 */
export async function listRevisionsOf(
  slug: string,
  key: string,
  { after, limit, inAll = false }: { after: number; limit: number; inAll?: boolean },
  on: Queryable = db(),
): Promise<RevisionLine[]> {
  const which = inAll ? ofAllLanguages(slug, key) : ofSection(slug, key);
  const rows = await lines(on)
    .where(and(which, isStanding(), gt(revision.number, after)))
    .orderBy(desc(revision.number))
    .limit(limit);
  return linesOf(rows, on);
}

/** A page of published revisions of all profiles, newest first, keyed by their ids, which rise with time. */
export async function listChanges(
  query: ChangesOf,
  size = PAGE_SIZE,
  on: Queryable = db(),
): Promise<Page<ChangeLine>> {
  const backwards = query.after !== undefined;
  const place = placeIn(query.after ?? query.before, backwards);
  const rows = await on
    .select({
      ...LINE,
      slug: profile.slug,
      designation: profile.designation,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .leftJoin(member, eq(member.id, revision.authorId))
    .leftJoin(merged, eq(merged.id, revision.mergedIntoId))
    .where(and(eq(revision.state, "published"), ...changeFilters(query), place))
    .orderBy(
      ...(backwards
        ? [asc(revision.createdAt), asc(revision.id)]
        : [desc(revision.createdAt), desc(revision.id)]),
    )
    .limit(size + 1);
  const own = await linesOf(rows, on);
  const found = rows.flatMap((row, index) => {
    const line = own[index];
    const { id, slug, designation, nameEn: en, nameFr: fr, nameAr: ar } = row;
    return line ? [{ ...line, id, slug, designation, names: { en, fr, ar } }] : [];
  });
  return cutPage(found, keyOf, { size, cursor: query.before, backwards });
}

/** A change's place in the list: its moment and its id, since one save may make two revisions at once. */
function keyOf({ createdAt, id }: ChangeLine): string {
  return momentKey({ at: createdAt, id });
}

function placeIn(key: string | undefined, backwards: boolean): SQL | undefined {
  const place = readMomentKey(key);
  if (!place) return undefined;
  const { at, id } = place;
  return backwards
    ? sql`(${revision.createdAt}, ${revision.id}) > (${at}, ${id}::uuid)`
    : sql`(${revision.createdAt}, ${revision.id}) < (${at}, ${id}::uuid)`;
}

function changeFilters(query: ChangesOf): (SQL | undefined)[] {
  // An edit may have waited for review for a while before it came into view.
  const { days, since } = query;
  return [
    query.region ? eq(profile.region, query.region) : undefined,
    query.country ? eq(profile.slug, query.country) : undefined,
    query.section ? sql`split_part(${section.key}, '@', 1) = ${query.section}` : undefined,
    query.member
      ? and(eq(member.handle, query.member), sql`${member.state} <> 'erased'`, not(isAuthorHidden()))
      : undefined,
    query.tag === "token" ? eq(revision.byToken, true) : query.tag && eq(revision.tag, query.tag),
    since
      ? sql`coalesce(${revision.decidedAt}, ${revision.createdAt}) > ${since}::timestamptz
          and ${revision.createdAt} > ${since}::timestamptz - interval '30 days'`
      : undefined,
    days ? sql`${revision.createdAt} >= now() - make_interval(days => ${Number(days)})` : undefined,
  ];
}
