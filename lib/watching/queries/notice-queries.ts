import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { notice, watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { isSectionKey } from "@/lib/profiles/model";
import { listThingChanges, type ThingChange } from "../changes";
import type { NoticesQuery } from "../forms/model";
import type { Level, Thing } from "../model";
import { listThings, thingId } from "../things";
import { requireOwn } from "./watch-queries";

/** What a member is told, as it may be shown now. */
export interface NoticeLine {
  id: string;
  thing: Thing;
  /** Of how many changes: `from` and `to` are the ends of their combined difference. */
  from: number;
  to: number;
  /** Newest first. */
  changes: ThingChange[];
  /** On an own edit that waited: how it was decided. */
  decision: { isAccepted: boolean; reason: string | null; summary: string; number: number } | null;
  /** What is watched, and how closely: why this came. Null for what concerns the member in person. */
  why: { thing: Thing; level: Level | null } | null;
  lastAt: Date;
  isSeen: boolean;
}

const COLUMNS = {
  id: notice.id,
  kind: notice.kind,
  key: notice.key,
  watchKind: notice.watchKind,
  watchKey: notice.watchKey,
  fromNumber: notice.fromNumber,
  toNumber: notice.toNumber,
  lastAt: notice.lastAt,
  seenAt: notice.seenAt,
} as const;
type Row = {
  id: string;
  kind: string;
  key: string;
  watchKind: string | null;
  watchKey: string | null;
  fromNumber: number;
  toNumber: number;
  lastAt: Date;
  seenAt: Date | null;
};

/** How many notices are counted: more are "many". */
const MOST = 100;

/** How many notices a member has not seen, at most 100: the number beside the bell. */
export async function countUnseenNotices(memberId: string, on: Queryable = db()): Promise<number> {
  const { rows } = await on.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from notice where member_id = ${memberId} and seen_at is null
      limit ${MOST}) unseen`,
  );
  return rows[0]?.n ?? 0;
}

/** A page of the own notices, newest first, keyed by moment and id. Throws `unauthenticated` to a visitor. */
export async function listNotices(
  actor: Actor | null,
  query: NoticesQuery,
  on: Queryable = db(),
): Promise<Page<NoticeLine> & { unseen: number }> {
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
  const cut = cutPage(rows, (row) => `${row.lastAt.getTime()}.${row.id}`, {
    cursor: query.before,
    backwards,
  });
  return { ...cut, rows: await describeNotices(reader, cut.rows, on), unseen };
}

function placeIn(cursor: string | undefined, backwards: boolean): SQL | undefined {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor ?? "");
  if (!found) return undefined;
  const at = new Date(Number(found[1]));
  if (Number.isNaN(at.getTime())) return undefined;
  return backwards
    ? sql`(${notice.lastAt}, ${notice.id}) > (${at.toISOString()}::timestamptz, ${found[2]}::uuid)`
    : sql`(${notice.lastAt}, ${notice.id}) < (${at.toISOString()}::timestamptz, ${found[2]}::uuid)`;
}

/** The notices of one mail that nobody has seen meanwhile, oldest first, as their reader may be told now. */
export async function listNoticesOfMail(
  reader: Actor,
  mailId: string,
  on: Queryable = db(),
): Promise<(NoticeLine & { category: string })[]> {
  const rows = await on
    .select({ ...COLUMNS, category: notice.category })
    .from(notice)
    .where(and(eq(notice.mailId, mailId), eq(notice.memberId, reader.id), isNull(notice.seenAt)))
    .orderBy(asc(notice.lastAt), asc(notice.id));
  const categories = new Map(rows.map((row) => [row.id, row.category]));
  const lines = await describeNotices(reader, rows, on);
  return lines.map((line) => ({ ...line, category: categories.get(line.id) ?? "" }));
}

/** What was hidden, withdrawn or closed to its reader since is left out, without a trace. */
async function describeNotices(reader: Actor, rows: readonly Row[], on: Queryable): Promise<NoticeLine[]> {
  const watched = rows.flatMap(({ watchKind, watchKey }) =>
    watchKind !== null && watchKey !== null ? [{ kind: watchKind, key: watchKey }] : [],
  );
  const [things, levels] = await Promise.all([
    listThings([...rows.filter(({ kind }) => kind !== "revision"), ...watched], on),
    listLevelsOf(reader.id, watched, on),
  ]);
  const lines = await Promise.all(
    rows.map(async (row) => {
      if (row.kind === "revision") return describeDecision(reader, row, on);
      const thing = things.get(thingId(row));
      if (!thing || thing.place.kind === "region") return null;
      const range = { from: row.fromNumber, to: row.toNumber };
      const changes = await listThingChanges(reader, thing.place, range, on);
      if (changes.length === 0) return null;
      const by = { kind: row.watchKind ?? "", key: row.watchKey ?? "" };
      const why = things.get(thingId(by));
      return {
        ...baseOf(row),
        thing,
        changes,
        decision: null,
        why: why ? { thing: why, level: levels.get(thingId(by)) ?? null } : null,
      };
    }),
  );
  return lines.filter((line) => line !== null);
}

const baseOf = ({ id, fromNumber, toNumber, lastAt, seenAt }: Row) => ({
  id,
  from: fromNumber,
  to: toNumber,
  lastAt,
  isSeen: seenAt !== null,
});

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

/** What became of an own edit; its author may read it whatever became of it. */
async function describeDecision(reader: Actor, row: Row, on: Queryable): Promise<NoticeLine | null> {
  const [own] = await on
    .select({
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      section: section.key,
      number: revision.number,
      state: revision.state,
      summary: revision.summary,
      reason: revision.decisionReason,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(and(eq(revision.id, row.key), eq(revision.authorId, reader.id)));
  if (!own || own.state === "pending" || !isSectionKey(own.section)) return null;
  const { slug, section: key, number, summary, reason, state, ...names } = own;
  return {
    ...baseOf(row),
    thing: { place: { kind: "section", slug, section: key }, names, recordTitle: null },
    changes: [],
    decision: { isAccepted: state === "published", reason, summary, number },
    why: null,
  };
}
