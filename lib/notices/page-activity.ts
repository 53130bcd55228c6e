import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { PageEventKind } from "@/db/schema/watching";
import { isAuthorHidden } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { canBeShown } from "./events";
import { type EventKind, noticeKinds } from "./kinds";
import { MOST_CHANGES, type PageActivity, type PageActivityCount } from "./model";
import { moment } from "./sql";
import { authorOf, excerptOf } from "./words";

interface Row {
  [column: string]: unknown;
  kind: PageEventKind;
  subject_id: string;
  at: string;
  handle: string | null;
  display_name: string | null;
  author_state: string | null;
  is_author_hidden: boolean;
  content: Content | null;
  words: string | null;
}

/** SQL: events of a page by others than the reader that may be shown. */
function ofOthers(readerId: string, pageId: string): SQL {
  return sql`e.page_id = ${pageId} and e.actor_id is distinct from ${readerId}::uuid and ${canBeShown()}`;
}

/**
 * Lists events of a page by others between two moments, newest first; at most `MOST_CHANGES`. Queried each
 * time it is shown or mailed, so that hidden and withdrawn content is left out, as is what the reader was
 * notified of in person.
 */
export async function listPageActivity(
  readerId: string,
  pageId: string,
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<PageActivity[]> {
  const events = noticeKinds().pages.flatMap((page) => page.events);
  // Joins that several kinds of page share are added once.
  const listed = (of: (event: EventKind) => SQL | undefined) => [
    ...new Set(events.flatMap((event) => of(event) ?? [])),
  ];
  const firstOf = (of: (event: EventKind) => SQL | undefined) =>
    sql`coalesce(${sql.join(listed(of), sql`, `)}, null)`;
  const { rows } = await on.execute<Row>(sql`
    select e.kind, e.subject_id, e.at, a.handle, a.display_name, a.state as author_state,
      ${firstOf(({ content }) => content)} as content, ${firstOf(({ words }) => words)} as words,
      ${isAuthorHidden(firstOf(({ revision }) => revision))} as is_author_hidden
    from page_event e
    left join member a on a.id = e.actor_id
    ${sql.join(
      listed(({ from }) => from),
      sql` `,
    )}
    where ${ofOthers(readerId, pageId)} and e.at >= ${moment(from)} and e.at <= ${moment(until)}
      and not exists (select 1 from notice n where n.watch_kind is null and n.kind = e.kind
        and n.key = e.subject_id::text and n.member_id = ${readerId})
    order by e.at desc, e.id desc limit ${MOST_CHANGES}`);
  return rows.map((row) => ({
    kind: row.kind,
    subjectId: row.subject_id,
    at: new Date(row.at),
    author: authorOf(row),
    words: excerptOf(row.content === null ? (row.words ?? "") : contentText(row.content)),
  }));
}

/** Counts by kind the events of a page by others after a moment. */
export async function countPageActivity(
  readerId: string,
  pageId: string,
  after: Date,
  on: Queryable = db(),
): Promise<PageActivityCount[]> {
  const { rows } = await on.execute<{ kind: PageEventKind; count: number }>(sql`
    select kind, count(*)::int as count from (
      select e.kind from page_event e
      where ${ofOthers(readerId, pageId)} and e.at > ${moment(after)} limit ${MOST_CHANGES}
    ) happened group by kind order by kind`);
  return rows;
}
