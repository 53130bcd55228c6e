import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type SubjectEventSort, subjectEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { type AppearingKind, noticeKinds } from "./kinds";
import { type Appeared, type AppearedCount, MOST_CHANGES } from "./model";
import { moment } from "./sql";

/*
 * New content under a subject (topic, article, country, category and others) is logged in the transaction that publishes it: one row a
 * subject, however many members watch it. A job then notifies them (decision 7).
 */

/** A subject as stored in watches. */
export interface Subject {
  kind: string;
  key: string;
}

/** Published content, with its subjects. */
export interface Appearance {
  sort: SubjectEventSort;
  recordId: string | null;
  subjects: readonly Subject[];
  /** Distinguishes events of one record in one revision. */
  mark?: string;
}

/**
 * Logs what a page or revision adds under its subjects. Deterministic ids: restoring retracted content does
 * not notify again.
 */
export async function logAppeared(
  ctx: Ctx,
  { pageId, subjectId }: { pageId: string; subjectId: string },
  appearances: readonly Appearance[],
): Promise<void> {
  const rows = appearances.flatMap(({ subjects, sort, recordId, mark }) =>
    subjects.map(({ kind, key }) => ({
      id: idFor("subject-event", kind, key, subjectId, recordId ?? "", ...(mark === undefined ? [] : [mark])),
      kind,
      key,
      sort,
      pageId,
      subjectId,
      recordId,
      at: ctx.now,
    })),
  );
  if (rows.length === 0) return;
  const made = await ctx.tx
    .insert(subjectEvent)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: subjectEvent.id });
  if (made.length === 0) return;
  // Queues the job only if someone watches one of the subjects, which is rare.
  const payload = JSON.stringify({ subjectId });
  await ctx.tx.execute(sql`select graphile_worker.add_job('tell-subject-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.subject_id = ${subjectId} and e.told_at is null)`);
}

/** Logs a new page, with the subjects of the whole page. */
export function logPage(
  ctx: Ctx,
  sort: SubjectEventSort,
  pageId: string,
  about: Parameters<typeof subjectsOf>[0],
): Promise<void> {
  return logAppeared(ctx, { pageId, subjectId: pageId }, [
    { sort, recordId: null, subjects: subjectsOf(about) },
  ]);
}

/** Describes content that has one title and an address below `path`. */
export const titledUnder =
  (path: string): AppearingKind["describe"] =>
  (about) => {
    const { slug, title } = about as { slug: string; title: string };
    return { title, titles: {}, names: null, path: `${path}/${slug}` };
  };

/** Lists the subjects of some content. */
export const subjectsOf = ({ topics, articles, countries = [] }: Tags): Subject[] => [
  ...topics.map((key) => ({ kind: "topic", key })),
  ...articles.map((key) => ({ kind: "article", key })),
  ...[...new Set(articles.map(instrumentOf))].map((key) => ({ kind: "instrument", key })),
  ...countries.map((key) => ({ kind: "country", key })),
];

const instrumentOf = (article: string) => article.slice(0, article.indexOf(":"));

/** Words of the vocabularies by which content is found; an article is also its instrument. */
interface Tags {
  topics: readonly string[];
  articles: readonly string[];
  /** Codes of countries, ISO 3166-1 alpha-2. */
  countries?: readonly string[];
}

/** SQL: a condition on an event `e`, chosen by its sort. */
function byKind(condition: (kind: AppearingKind) => SQL): SQL {
  const cases = noticeKinds().appearing.map((kind) => {
    const sorts = sql.raw(kind.sorts.map((sort) => `'${sort}'`).join(", "));
    return sql`when e.sort in (${sorts}) then ${condition(kind)}`;
  });
  return subselect`case ${sql.join(cases, sql` `)} else false end`;
}

/** SQL: whether an event `e` may be shown now, i.e. its subject can still be read. */
export const isRead = (): SQL => byKind((kind) => kind.isRead);

/** SQL: whether an event `e` may be shown now to a reader. */
export const isReadBy = (reader: Actor): SQL =>
  byKind(({ isRead: isShown, isOpenTo }) => (isOpenTo ? sql`${isShown} and ${isOpenTo(reader)}` : isShown));

/** SQL: whether an event `e` is by the member `of`, who is not notified of their own. */
export const isBy = (of: SQL): SQL => byKind((kind) => kind.isBy(of));

/** SQL: events `e` of a subject by others that may be shown. */
const ofOthers = (reader: Actor, { kind, key }: Subject): SQL =>
  sql`e.kind = ${kind} and e.key = ${key} and ${isReadBy(reader)} and not ${isBy(sql`${reader.id}::uuid`)}`;

/**
 * Lists what others published under a subject between two moments, newest first; at most `MOST_CHANGES`.
 * Queried each time it is shown or mailed, so that withdrawn content is left out.
 */
export async function listAppeared(
  reader: Actor,
  subject: Subject,
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<Appeared[]> {
  const { appearing } = noticeKinds();
  const { rows } = await on.execute<{
    sort: SubjectEventSort;
    about: unknown;
    record_id: string | null;
    at: string;
  }>(sql`
    select e.sort, e.record_id, e.at, coalesce(${sql.join(
      appearing.map(({ about }) => about),
      sql`, `,
    )}) as about
    from subject_event e
    ${sql.join(
      appearing.map(({ from }) => from),
      sql` `,
    )}
    where ${ofOthers(reader, subject)} and e.at >= ${moment(from)} and e.at <= ${moment(until)}
    order by e.at desc, e.id desc limit ${MOST_CHANGES}`);
  return rows.flatMap(({ sort, about, record_id, at }) => {
    const kind = appearing.find(({ sorts }) => sorts.includes(sort));
    return kind ? [{ sort, ...kind.describe(about, sort, record_id), at: new Date(at) }] : [];
  });
}

/** Public news of one record or page, with the articles that it is about. */
export interface News extends Appeared {
  pageId: string;
  articles: readonly string[];
}

/** Most news of a period that are read. */
const MOST_NEWS = 1_000;

/**
 * Lists what appeared under articles between two moments, newest first, by sort: each record once, with all its articles.
 * Only what everybody may read.
 */
export async function listNews(
  sorts: readonly SubjectEventSort[],
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<News[]> {
  const appearing = noticeKinds().appearing.filter((kind) => kind.sorts.some((sort) => sorts.includes(sort)));
  const { rows } = await on.execute<{
    sort: SubjectEventSort;
    page_id: string;
    about: unknown;
    record_id: string | null;
    at: string;
    articles: string[];
  }>(sql`
    select e.sort, e.page_id, e.record_id, e.subject_id, max(e.at) as at, array_agg(e.key order by e.key) as articles,
      coalesce(${sql.join(
        appearing.map(({ about }) => about),
        sql`, `,
      )}) as about
    from subject_event e
    ${sql.join(
      appearing.map(({ from }) => from),
      sql` `,
    )}
    where e.kind = 'article' and e.sort = any(${sql.param([...sorts])}::text[])
      and e.at >= ${moment(from)} and e.at < ${moment(until)} and ${isRead()}
    group by e.sort, e.page_id, e.record_id, e.subject_id, about
    order by max(e.at) desc, e.subject_id, e.record_id, e.sort, e.page_id limit ${MOST_NEWS}`);
  return rows.flatMap(({ sort, page_id, about, record_id, at, articles }) => {
    const kind = appearing.find(({ sorts }) => sorts.includes(sort));
    if (!kind) return [];
    const thing = kind.describe(about, sort, record_id);
    return [{ sort, ...thing, at: new Date(at), pageId: page_id, articles }];
  });
}

/** Counts by sort what others published under a subject after a moment. */
export async function countAppeared(
  reader: Actor,
  subject: Subject,
  after: Date,
  on: Queryable = db(),
): Promise<AppearedCount[]> {
  const { rows } = await on.execute<AppearedCount & Record<string, unknown>>(sql`
    select sort, count(*)::int as count from (
      select e.sort from subject_event e
      where ${ofOthers(reader, subject)} and e.at > ${moment(after)} limit ${MOST_CHANGES}
    ) appeared group by sort order by sort`);
  return rows;
}
