import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { PageEventKind } from "@/db/schema/watching";
import { isAuthorHidden } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { isTold } from "./events";
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

/** What somebody else than the reader did to a page, and may still be told. */
function ofOthers(readerId: string, pageId: string): SQL {
  return sql`e.page_id = ${pageId} and e.actor_id is distinct from ${readerId}::uuid and ${isTold()}`;
}

/**
 * What happened to a page from one moment to another, by others than the reader, newest first; at most
 * `MOST_CHANGES`. Asked anew whenever it is shown or mailed: what has been hidden or taken back since is not among it,
 * nor what the reader was told in person.
 */
export async function listHappenings(
  readerId: string,
  pageId: string,
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<PageActivity[]> {
  const events = noticeKinds().pages.flatMap((page) => page.events);
  // What two sorts of page have in common is joined once.
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

/** How much of each sort happened to a page after a moment, by others than the reader. */
export async function countHappenings(
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
