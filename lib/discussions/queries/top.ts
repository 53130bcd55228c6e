import { and, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import type { Page } from "@/lib/core/paging";
import { TOP_LISTS, type TopicList, type TopList } from "../model";
import { shownTo } from "../rooms/access";
import { linesOf, selectLines } from "./lines";
import type { TopicLine } from "./model";

/** Days that the lists of top topics look back. */
const DAYS: Record<TopList, number> = { week: 7, month: 30 };
/** An accepted answer counts as much as this many replies. */
const ANSWER = 5;

/** Whether a list of topics is one of those by score. */
export const isTop = (list: TopicList | undefined): list is TopList => TOP_LISTS.some((one) => one === list);

/**
 * SQL: what counts for a topic since a moment: its visible replies, the reactions to these, and its accepted answer if it
 * was written since. The one place to count anything further.
 */
const scoreSince = (since: SQL) => subselect<number>`(
  (select count(*) from comment c where c.post_id = ${topic.pageId} and c.state = 'shown' and c.created_at > ${since})
  + (select count(*) from comment_reaction r join comment c on c.id = r.comment_id
    where c.post_id = ${topic.pageId} and c.state = 'shown' and c.created_at > ${since})
  + ${ANSWER} * (select count(*) from comment c where c.id = ${topic.answerId} and c.state = 'shown'
    and c.created_at > ${since}))::int`;

/** Lists the topics with the highest score of a week or month. There are no further pages: the list is a selection. */
export async function listTop(
  list: TopList,
  filter: SQL | undefined,
  on: Queryable,
  size: number,
): Promise<Page<TopicLine> & { total: number }> {
  const since = sql`now() - make_interval(days => ${DAYS[list]})`;
  const score = scoreSince(since);
  // A topic without a reply since has no score, so the index by the newest reply finds all that have one.
  const rows = await selectLines(on, and(filter, gt(topic.activeAt, since), sql`${score} > 0`))
    .orderBy(desc(score), desc(topic.activeAt), desc(topic.pageId))
    .limit(size);
  return { rows: await linesOf(on, rows), previous: null, next: null, total: rows.length };
}

/** A public question, with the words by which it is found. */
export interface HotQuestion extends TopicLine {
  topics: string[];
  countries: string[];
  articles: string[];
}

/** Lists the public questions with the highest score since a moment, for readers outside the site. */
export async function listHotQuestions(
  since: Date,
  size: number,
  on: Queryable = db(),
): Promise<HotQuestion[]> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const score = scoreSince(from);
  const filter = and(
    shownTo("everyone"),
    isNull(topic.archivedAt),
    eq(topic.isQuestion, true),
    gt(topic.activeAt, since),
    sql`${score} > 0`,
  );
  const rows = await selectLines(on, filter)
    .orderBy(desc(score), desc(topic.activeAt), desc(topic.pageId))
    .limit(size);
  const [lines, tags] = await Promise.all([linesOf(on, rows), listTags(rows, on)]);
  return lines.flatMap((line) => {
    const tagged = tags.get(line.id);
    return tagged ? [{ ...line, ...tagged }] : [];
  });
}

async function listTags(rows: readonly { id: string }[], on: Queryable) {
  if (rows.length === 0) return new Map<string, Pick<HotQuestion, "topics" | "countries" | "articles">>();
  const found = await on
    .select({ id: topic.pageId, topics: topic.topics, countries: topic.countries, articles: topic.articles })
    .from(topic)
    .where(
      inArray(
        topic.pageId,
        rows.map(({ id }) => id),
      ),
    );
  return new Map(found.map(({ id, ...tags }) => [id, tags] as const));
}
