import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { page } from "@/db/schema/revisions";
import { notice, watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { momentKey, readMomentKey } from "@/lib/core/moments";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import {
  type Key,
  listAppeared,
  listPageActivity,
  noticeKinds,
  requireOwn,
  type ThingChange,
  thingId,
} from "@/lib/notices";
import { isCategory } from "@/lib/notices/model";
import type { NoticesQuery } from "../forms/model";
import { isPagePlace, isSubjectPlace, isWidePlace, kindsBy, type Level, type Thing } from "../model";
import type { NoticeContent } from "../notice-content";
import { listThings, sourceOf } from "../things";

/** A thing that can be watched, with its key and the level that the member chose for it. */
interface Followed extends Key {
  thing: Thing;
  level: Level | null;
}

/** A notice as it may be shown now. */
export interface NoticeLine {
  id: string;
  /** Its category of mails. */
  category: string;
  content: NoticeContent;
  /** Why the member gets it: what is watched, and its level. Null for personal notices. */
  why: Followed | null;
  /** The page that it is about, if a level can be chosen for it and it is not what is watched. */
  about: Followed | null;
  lastAt: Date;
  isSeen: boolean;
}

const COLUMNS = {
  id: notice.id,
  category: notice.category,
  kind: notice.kind,
  key: notice.key,
  pageId: notice.pageId,
  watchKind: notice.watchKind,
  watchKey: notice.watchKey,
  fromNumber: notice.fromNumber,
  toNumber: notice.toNumber,
  firstAt: notice.firstAt,
  lastAt: notice.lastAt,
  seenAt: notice.seenAt,
} as const;
type Row = {
  id: string;
  category: string;
  kind: string;
  key: string;
  pageId: string | null;
  watchKind: string | null;
  watchKey: string | null;
  fromNumber: number;
  toNumber: number;
  firstAt: Date;
  lastAt: Date;
  seenAt: Date | null;
};

/** Maximum count; more are shown as "many". */
const MOST = 100;

/** Counts a member's unseen notices, at most 100: the number next to the bell. */
export async function countUnseenNotices(memberId: string, on: Queryable = db()): Promise<number> {
  const { rows } = await on.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from notice where member_id = ${memberId} and seen_at is null
      limit ${MOST}) unseen`,
  );
  return rows[0]?.n ?? 0;
}

/**
 * Lists a page of one's own notices, newest first, keyed by moment and id. `gone`: unseen notices without a
 * row, because their subject was hidden, withdrawn or closed to the reader; `unseen` excludes them. Throws
 * `unauthenticated` to a visitor.
 */
export async function listNotices(
  actor: Actor | null,
  query: NoticesQuery,
  on: Queryable = db(),
): Promise<Page<NoticeLine> & { unseen: number; gone: string[] }> {
  const reader = requireOwn(actor);
  const backwards = query.after !== undefined;
  const [rows, unseen] = await Promise.all([
    on
      .select(COLUMNS)
      .from(notice)
      .where(
        and(
          eq(notice.memberId, reader.id),
          query.show === "unseen" ? isNull(notice.seenAt) : undefined,
          placeIn(query.after ?? query.before, backwards),
        ),
      )
      .orderBy(...(backwards ? [asc(notice.lastAt), asc(notice.id)] : [desc(notice.lastAt), desc(notice.id)]))
      .limit(PAGE_SIZE + 1),
    countUnseenNotices(reader.id, on),
  ]);
  const cut = cutPage(rows, ({ lastAt, id }) => momentKey({ at: lastAt, id }), {
    cursor: query.before,
    backwards,
  });
  const lines = await describeNotices(reader, cut.rows, on);
  const shown = new Set(lines.map(({ id }) => id));
  const gone = cut.rows.flatMap(({ id, seenAt }) => (seenAt === null && !shown.has(id) ? [id] : []));
  return { ...cut, rows: lines, unseen: Math.max(0, unseen - gone.length), gone };
}

function placeIn(cursor: string | undefined, backwards: boolean): SQL | undefined {
  const place = readMomentKey(cursor);
  if (!place) return undefined;
  const { at, id } = place;
  return backwards
    ? sql`(${notice.lastAt}, ${notice.id}) > (${at.toISOString()}::timestamptz, ${id}::uuid)`
    : sql`(${notice.lastAt}, ${notice.id}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`;
}

/** Lists a member's newest notices, as they may see them now: at most `count`. */
export async function listNewestNotices(
  reader: Actor,
  count: number,
  on: Queryable = db(),
): Promise<NoticeLine[]> {
  const rows = await on
    .select(COLUMNS)
    .from(notice)
    .where(eq(notice.memberId, reader.id))
    .orderBy(desc(notice.lastAt), desc(notice.id))
    .limit(count);
  return describeNotices(reader, rows, on);
}

/** Lists the notices of a mail that are still unseen, oldest first, as their reader may see them now. */
export async function listNoticesOfMail(
  reader: Actor,
  mailId: string,
  on: Queryable = db(),
): Promise<NoticeLine[]> {
  const rows = await on
    .select(COLUMNS)
    .from(notice)
    .where(and(eq(notice.mailId, mailId), eq(notice.memberId, reader.id), isNull(notice.seenAt)))
    .orderBy(asc(notice.lastAt), asc(notice.id));
  return describeNotices(reader, rows, on);
}

/** Leaves out what was hidden, withdrawn or closed to the reader. */
async function describeNotices(reader: Actor, rows: readonly Row[], on: Queryable): Promise<NoticeLine[]> {
  const watched = rows.flatMap(({ watchKind, watchKey }) =>
    watchKind !== null && watchKey !== null ? [{ kind: watchKind, key: watchKey }] : [],
  );
  const pages = await listPagesOf(rows, on);
  const followed = [...watched, ...pages.values()];
  const [things, levels] = await Promise.all([
    listThings([...rows.filter(({ watchKind }) => watchKind !== null), ...followed], reader, on),
    listLevelsOf(reader.id, followed, on),
  ]);
  const followedOf = (of: Key | undefined): Followed | null => {
    const thing = of && things.get(thingId(of));
    return of && thing ? { ...of, thing, level: levels.get(thingId(of)) ?? null } : null;
  };
  const lines = await Promise.all(
    rows.map(async (row): Promise<NoticeLine | null> => {
      const content =
        row.watchKind === null
          ? await (noticeKinds().news[row.kind]?.(reader, row, on) ?? null)
          : await describeWatched(reader, row, things.get(thingId(row)), on);
      if (!content || !isCategory(row.category)) return null;
      const by = { kind: row.watchKind ?? "", key: row.watchKey ?? "" };
      const page = pages.get(row.pageId ?? "");
      return {
        id: row.id,
        category: row.category,
        content,
        lastAt: row.lastAt,
        isSeen: row.seenAt !== null,
        why: followedOf(by),
        about: page && thingId(page) !== thingId(by) ? followedOf(page) : null,
      };
    }),
  );
  return lines.filter((line) => line !== null);
}

/** Categories of notices in person that stop when the page is muted. */
const STOPPABLE: ReadonlySet<string> = new Set(["mention", "reply"]);

/** Lists the pages of notices whose level the reader can choose, by id. */
async function listPagesOf(rows: readonly Row[], on: Queryable): Promise<Map<string, Key>> {
  const ids = rows.flatMap(({ pageId, watchKind, category }) =>
    pageId !== null && (watchKind !== null || STOPPABLE.has(category)) ? [pageId] : [],
  );
  if (ids.length === 0) return new Map();
  const kinds = kindsBy("events");
  const found = await on
    .select({ id: page.id, kind: page.kind })
    .from(page)
    .where(and(inArray(page.id, [...new Set(ids)]), inArray(page.kind, kinds)));
  return new Map(found.map(({ id, kind }) => [id, { kind, key: id }]));
}

/** Describes events of a watched thing. */
async function describeWatched(
  reader: Actor,
  row: Row,
  thing: Thing | undefined,
  on: Queryable,
): Promise<NoticeContent | null> {
  const range = { from: row.fromNumber, to: row.toNumber };
  const place = thing?.place;
  if (!thing || !place || isWidePlace(place)) return null;
  const between = { from: row.firstAt, until: row.lastAt };
  if (isSubjectPlace(place)) {
    const appeared = await listAppeared(reader, { kind: place.kind, key: row.key }, between, on);
    return appeared.length === 0 ? null : { what: "appeared", thing, place, appeared };
  }
  if (isPagePlace(place)) {
    const happenings = await listPageActivity(reader.id, row.key, between, on);
    return happenings.length === 0
      ? null
      : { what: "happenings", thing, place, pageId: row.key, happenings, ...range };
  }
  const changes = (await sourceOf(place.kind)?.listChanges(reader, place, range, on)) ?? [];
  return changes.length === 0
    ? null
    : { what: "changes", thing: { ...thing, language: onlyLanguage(changes) }, changes, ...range };
}

/** The language, if all changes are of one translation; null otherwise. */
function onlyLanguage(changes: readonly ThingChange[]): string | null {
  const [language = null, ...more] = new Set(changes.map((one) => one.language));
  return more.length === 0 ? language : null;
}

async function listLevelsOf(
  memberId: string,
  keys: readonly { kind: string; key: string }[],
  on: Queryable,
): Promise<Map<string, Level>> {
  if (keys.length === 0) return new Map();
  const rows = await on
    .select({ kind: watch.kind, key: watch.key, level: watch.level })
    .from(watch)
    .where(
      and(
        eq(watch.memberId, memberId),
        sql`(${watch.kind} || ':' || ${watch.key}) = any(${sql.param(keys.map(thingId))}::text[])`,
      ),
    );
  return new Map(rows.map((row) => [thingId(row), row.level]));
}
