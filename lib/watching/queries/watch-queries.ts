import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import {
  canBeShown,
  countAppeared,
  countPageActivity,
  isBy,
  isReadBy,
  listAppeared,
  noticeKinds,
  pageKinds,
  requireOwn,
  thingId,
} from "@/lib/notices";
import { type AppearedCount, MOST_CHANGES, type PageActivityCount } from "@/lib/notices/model";
import type { WatchlistQuery } from "../forms/model";
import {
  appearedPath,
  isPagePlace,
  isSubjectPlace,
  isWidePlace,
  kindsBy,
  kindsOfGroup,
  type Level,
  type Place,
  type Thing,
} from "../model";
import { BY_OTHERS, IN_SECTION } from "../sql";
import { listThings, sourceOf } from "../things";

/** A watched thing, with what happened since its watcher looked. */
export interface WatchLine {
  thing: Thing;
  level: Level;
  reason: "chosen" | "edited" | "own";
  seenAt: Date;
  seenNumber: number;
  /** Position that "seen" will store. */
  newest: number;
  /** Changes by others since, at most `MOST_CHANGES`; 0 if not counted. */
  count: number;
  /** For a page: its events by kind. */
  happened: PageActivityCount[];
  /** For a subject: its new content by sort. */
  appeared: AppearedCount[];
  /** Path of all of it together; null for too much or nothing. */
  appearedAt: string | null;
  lastAt: Date | null;
}

interface Row {
  [column: string]: unknown;
  kind: string;
  key: string;
  level: Level;
  reason: "chosen" | "edited" | "own";
  seen_at: string;
  seen_number: number;
  newest: number;
  last_at: string | null;
  sorted: string;
}

const VISIBLE_AT = sql`coalesce(r.decided_at, r.created_at)`;
/** Longest time an edit may wait for review and still count as new when published. */
const WAITED = sql`interval '30 days'`;

const COLUMNS = sql`w.kind, w.key, w.page_id, w.member_id, w.level, w.reason, w.seen_at, w.seen_number,
  (w.kind || ':' || w.key) collate "C" as id`;
/** Muted and normal watches are not counted. */
const IS_COUNTED = sql`w.level in ('watching', 'first', 'tracking')`;

/** SQL: whether a page watched as a whole can be named to its watchers. A topic that a moderator hid cannot. */
const isThere = (reader: Actor): SQL =>
  sql.join(
    noticeKinds().pages.map(
      ({ kind, pages }) =>
        subselect`(w.kind = ${kind} and exists (select 1 from (${pages(reader)}) there where there.page_id = w.page_id))`,
    ),
    sql` or `,
  );

/** SQL: whether a subject can be named to its watchers: a category that was closed to them cannot. */
const isNamed = (reader: Actor): SQL =>
  sql.join(
    [sql`true`, ...noticeKinds().named.map((one) => sql`(w.kind <> ${one.kind} or ${one.isThere(reader)})`)],
    sql` and `,
  );

/** SQL: a member's watches with the newest unseen change: from revisions, events, or new content. */
function ownWatches(actor: Actor): SQL {
  const memberId = actor.id;
  const { wide } = noticeKinds();
  const subjects = sql.param(kindsBy("appeared"));
  return sql`
    select watched.*, coalesce(extract(epoch from last_at) * 1000, 0)::bigint as sorted from (
      select ${COLUMNS}, coalesce(p.at, g.at) as last_at
      from watch w
      left join lateral (
        select ${VISIBLE_AT} as at from revision r
        where ${IS_COUNTED} and r.page_id = w.page_id and r.number > w.seen_number and ${BY_OTHERS} and ${IN_SECTION}
        order by r.number desc limit 1
      ) p on true
      left join lateral (
        select ${VISIBLE_AT} as at from revision r join (${wide.pages}) o on o.page_id = r.page_id
        where w.kind = ${wide.kind} and ${IS_COUNTED} and o.key = w.key
          and r.created_at > w.seen_at - ${WAITED} and ${VISIBLE_AT} > w.seen_at and ${BY_OTHERS}
        order by r.created_at desc, r.id desc limit 1
      ) g on true
      where w.member_id = ${memberId} and w.kind not in (${pageKinds()}) and w.kind <> all(${subjects}::text[])
      union all
      select ${COLUMNS}, (
        select e.at from page_event e
        where ${IS_COUNTED} and e.page_id = w.page_id and e.at > w.seen_at
          and e.actor_id is distinct from w.member_id and ${canBeShown()}
        order by e.at desc limit 1) as last_at
      from watch w where w.member_id = ${memberId} and (${isThere(actor)})
      union all
      select ${COLUMNS}, (
        select e.at from subject_event e
        where ${IS_COUNTED} and e.kind = w.kind and e.key = w.key and e.at > w.seen_at
          and ${isReadBy(actor)} and not ${isBy(sql`w.member_id`)}
        order by e.at desc limit 1) as last_at
      from watch w where w.member_id = ${memberId} and w.kind = any(${subjects}::text[]) and ${isNamed(actor)}
    ) watched`;
}

/**
 * Lists a page of a member's watches: last changed first, then the rest by kind. Keyed by that order. `total`
 * counts the watches of the chosen kind, `unseen` those with changes. Throws `unauthenticated` to a visitor.
 */
export async function listWatches(
  actor: Actor | null,
  query: WatchlistQuery,
  on: Queryable = db(),
): Promise<Page<WatchLine> & { total: number; unseen: number }> {
  const reader = requireOwn(actor);
  const backwards = query.after !== undefined;
  const [rows, [counts]] = await Promise.all([
    readRows(reader, query, backwards, on),
    on
      .execute<{ total: number; unseen: number }>(
        sql`select count(*)::int as total, count(last_at)::int as unseen from (${ownWatches(reader)}) own
          where ${isOfGroup(query)}`,
      )
      .then((result) => result.rows),
  ]);
  const cut = cutPage(rows, ({ sorted, kind, key }) => `${sorted}.${kind}:${key}`, {
    cursor: query.before,
    backwards,
  });
  const lines = await linesOf(reader, cut.rows, on);
  return { ...cut, rows: lines, total: counts?.total ?? 0, unseen: counts?.unseen ?? 0 };
}

/** Counts what a member watches that changed since they looked. Throws `unauthenticated` to a visitor. */
export async function countChangedWatches(actor: Actor | null, on: Queryable = db()): Promise<number> {
  const { rows } = await on.execute<{ n: number }>(
    sql`select count(last_at)::int as n from (${ownWatches(requireOwn(actor))}) own`,
  );
  return rows[0]?.n ?? 0;
}

async function readRows(
  reader: Actor,
  query: WatchlistQuery,
  backwards: boolean,
  on: Queryable,
): Promise<Row[]> {
  const found = await on.execute<Row>(sql`
    select own.*, coalesce(n.newest, 0)::int as newest from (${ownWatches(reader)}) own
    left join lateral (select r.number as newest from revision r where r.page_id = own.page_id and r.state = 'published'
      order by r.number desc limit 1) n on true
    where ${placeIn(query.after ?? query.before, backwards)}
      and ${query.show === "unseen" ? sql`last_at is not null` : sql`true`} and ${isOfGroup(query)}
    order by ${backwards ? sql`sorted asc, id desc` : sql`sorted desc, id asc`}
    limit ${PAGE_SIZE + 1}`);
  return found.rows;
}

function isOfGroup({ kind }: WatchlistQuery): SQL {
  return kind ? sql`own.kind = any(${sql.param(kindsOfGroup(kind))}::text[])` : sql`true`;
}

function placeIn(cursor: string | undefined, backwards: boolean): SQL {
  if (cursor === undefined) return sql`true`;
  const at = cursor.indexOf(".");
  const [sorted, id] = [cursor.slice(0, at), cursor.slice(at + 1)];
  return backwards
    ? sql`(sorted > ${sorted}::bigint or (sorted = ${sorted}::bigint and id < ${id} collate "C"))`
    : sql`(sorted < ${sorted}::bigint or (sorted = ${sorted}::bigint and id > ${id} collate "C"))`;
}

async function linesOf(actor: Actor, rows: readonly Row[], on: Queryable): Promise<WatchLine[]> {
  const things = await listThings(rows, actor, on);
  const lines = await Promise.all(
    rows.map(async (row): Promise<WatchLine | null> => {
      const thing = things.get(thingId(row));
      if (!thing) return null;
      const { count, happened, appeared, appearedAt } =
        row.last_at === null ? NOTHING_NEW : await countUnseen(actor, row, thing.place, on);
      return {
        thing,
        level: row.level,
        reason: row.reason,
        seenAt: new Date(row.seen_at),
        seenNumber: row.seen_number,
        newest: row.newest,
        count,
        happened,
        appeared,
        appearedAt,
        lastAt: row.last_at === null || count === 0 ? null : new Date(row.last_at),
      };
    }),
  );
  return lines.filter((line) => line !== null);
}

type News = Pick<WatchLine, "count" | "happened" | "appeared" | "appearedAt">;

const NOTHING_NEW: News = { count: 0, happened: [], appeared: [], appearedAt: null };
/** Up to this many changes, a common page for all of them is looked for. */
const FEW = 20;

async function countUnseen(actor: Actor, row: Row, place: Place, on: Queryable): Promise<News> {
  if (isPagePlace(place)) {
    const happened = await countPageActivity(actor.id, row.key, new Date(row.seen_at), on);
    return { ...NOTHING_NEW, happened, count: happened.reduce((sum, one) => sum + one.count, 0) };
  }
  if (isSubjectPlace(place)) {
    const seen = new Date(row.seen_at);
    const subject = { kind: place.kind, key: row.key };
    const appeared = await countAppeared(actor, subject, seen, on);
    const count = appeared.reduce((sum, one) => sum + one.count, 0);
    if (count === 0 || count > FEW) return { ...NOTHING_NEW, appeared, count };
    const listed = await listAppeared(actor, subject, { from: seen, until: new Date() }, on);
    return { ...NOTHING_NEW, appeared, count, appearedAt: appearedPath(place, listed) };
  }
  if (!isWidePlace(place)) {
    const range = { from: row.seen_number, to: row.newest };
    const changes = await sourceOf(place.kind)?.listChanges(actor, place, range, on);
    return { ...NOTHING_NEW, count: changes?.length ?? 0 };
  }
  const { rows } = await on.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from watch w join (${noticeKinds().wide.pages}) o on o.key = w.key join revision r on r.page_id = o.page_id
      where w.member_id = ${actor.id} and w.kind = ${noticeKinds().wide.kind} and w.key = ${row.key}
        and r.created_at > w.seen_at - ${WAITED} and ${VISIBLE_AT} > w.seen_at and ${BY_OTHERS}
      limit ${MOST_CHANGES}
    ) changes`);
  return { ...NOTHING_NEW, count: rows[0]?.n ?? 0 };
}
