import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { PageEventKind } from "@/db/schema/watching";
import { moment } from "@/lib/notices/sql";
import { authorOf, excerptOf } from "@/lib/notices/words";
import { isAuthorHidden, shownSummary } from "@/lib/revisions/hidden";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { MOST_CHANGES } from "./changes";
import type { Happening, HappeningCount } from "./model";
import { IS_TOLD } from "./sql";

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
  return sql`e.page_id = ${pageId} and e.actor_id is distinct from ${readerId}::uuid and ${IS_TOLD}`;
}

/**
 * What happened to a post or a material from one moment to another, by others than the reader, newest first; at most
 * `MOST_CHANGES`. Asked anew whenever it is shown or mailed: what has been hidden or taken back since is not among it,
 * nor what the reader was told in person.
 */
export async function listHappenings(
  readerId: string,
  pageId: string,
  { from, until }: { from: Date; until: Date },
  on: Queryable = db(),
): Promise<Happening[]> {
  const { rows } = await on.execute<Row>(sql`
    select e.kind, e.subject_id, e.at, a.handle, a.display_name, a.state as author_state, c.content,
      ${isAuthorHidden(sql`coalesce(r.id, k.revision_id)`)} as is_author_hidden,
      coalesce(${shownSummary(sql`r.id`, sql`r.summary`)}, k.note, v.changes, p.retraction_reason, m.retraction_reason) as words
    from page_event e
    left join member a on a.id = e.actor_id
    left join comment c on e.kind = 'comment' and c.id = e.subject_id
    left join revision r on e.kind = 'change' and r.id = e.subject_id
    left join post_correction k on e.kind = 'correction' and k.id = e.subject_id
    left join material_version v on e.kind in ('version', 'files') and v.id = e.subject_id
    left join post p on e.kind = 'retracted' and p.page_id = e.page_id
    left join material m on e.kind = 'retracted' and m.page_id = e.page_id
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
): Promise<HappeningCount[]> {
  const { rows } = await on.execute<{ kind: PageEventKind; count: number }>(sql`
    select kind, count(*)::int as count from (
      select e.kind from page_event e
      where ${ofOthers(readerId, pageId)} and e.at > ${moment(after)} limit ${MOST_CHANGES}
    ) happened group by kind order by kind`);
  return rows;
}
