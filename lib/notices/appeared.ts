import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type SubjectEventSort, subjectEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { type AppearingKind, noticeKinds } from "./kinds";
import { type Appeared, type AppearedCount, MOST_CHANGES } from "./model";
import { moment } from "./sql";

/*
 * What newly appears under a subject (a topic, an article) is noted in the transaction of whoever brings it: a row for
 * each subject, however many watch. A job then tells those who do (decision 7).
 */

/** A subject as a watch keeps it. */
export interface Subject {
  kind: string;
  key: string;
}

/** Something that appeared, with what it is about. */
export interface Appearance {
  sort: SubjectEventSort;
  recordId: string | null;
  subjects: readonly Subject[];
  /** Tells it apart from what else the same revision brings of the same record. */
  mark?: string;
}

/**
 * Notes what a page or a revision of it brings under its subjects. The same again is the same event: what is retracted
 * and comes back is no news.
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
  // Only where anybody watches one of them: most of what appears has nobody to be told.
  const payload = JSON.stringify({ subjectId });
  await ctx.tx.execute(sql`select graphile_worker.add_job('tell-subject-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.subject_id = ${subjectId} and e.told_at is null)`);
}

/** Notes that a page has appeared that has its subjects as a whole. */
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

/** Describes what has one title, and its address below another. */
export const titledUnder =
  (path: string): AppearingKind["describe"] =>
  (about) => {
    const { slug, title } = about as { slug: string; title: string };
    return { title, titles: {}, names: null, path: `${path}/${slug}` };
  };

/** The subjects of something by its topics and articles. */
export const subjectsOf = ({
  topics,
  articles,
}: {
  topics: readonly string[];
  articles: readonly string[];
}) => [
  ...topics.map((key): Subject => ({ kind: "topic", key })),
  ...articles.map((key): Subject => ({ kind: "article", key })),
];

/** A condition on an event `e`, by what it is of. */
function byKind(condition: (kind: AppearingKind) => SQL): SQL {
  const cases = noticeKinds().appearing.map(
    (kind) =>
      sql`when e.sort in (${sql.raw(kind.sorts.map((sort) => `'${sort}'`).join(", "))}) then ${condition(kind)}`,
  );
  return subselect`case ${sql.join(cases, sql` `)} else false end`;
}

/** Whether an event `e` may be told of now: what it names can still be read. */
export const isRead = (): SQL => byKind((kind) => kind.isRead);

/** Whether what an event `e` names is by the member `of`: nobody is told of their own. */
export const isBy = (of: SQL): SQL => byKind((kind) => kind.isBy(of));

const ofOthers = (readerId: string, { kind, key }: Subject): SQL =>
  sql`e.kind = ${kind} and e.key = ${key} and ${isRead()} and not ${isBy(sql`${readerId}::uuid`)}`;

/**
 * What newly appeared under a subject from one moment to another, by others than the reader, newest first; at most
 * `MOST_CHANGES`. Asked anew whenever it is shown or mailed: what was taken back since is not among it.
 */
export async function listAppeared(
  readerId: string,
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
    where ${ofOthers(readerId, subject)} and e.at >= ${moment(from)} and e.at <= ${moment(until)}
    order by e.at desc, e.id desc limit ${MOST_CHANGES}`);
  return rows.flatMap(({ sort, about, record_id, at }) => {
    const kind = appearing.find(({ sorts }) => sorts.includes(sort));
    return kind ? [{ sort, ...kind.describe(about, sort, record_id), at: new Date(at) }] : [];
  });
}

/** How much of each sort appeared under a subject after a moment, by others than the reader. */
export async function countAppeared(
  readerId: string,
  subject: Subject,
  after: Date,
  on: Queryable = db(),
): Promise<AppearedCount[]> {
  const { rows } = await on.execute<AppearedCount & Record<string, unknown>>(sql`
    select sort, count(*)::int as count from (
      select e.sort from subject_event e
      where ${ofOthers(readerId, subject)} and e.at > ${moment(after)} limit ${MOST_CHANGES}
    ) appeared group by sort order by sort`);
  return rows;
}
