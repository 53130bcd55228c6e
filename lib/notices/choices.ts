import { type SQL, sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import { noticeKinds } from "./kinds";

/*
 * What a member chose for a page: their level for the page itself, or else for the narrowest subject or category that
 * it belongs to. Notices, lists and counts ask here, so that all of them follow the same choice (decision 53).
 */

/** SQL: how narrow the kind of a watched thing is; a page is 0, and what belongs to nothing narrower is last. */
export function rankOf(kind: SQL): SQL {
  const ranks = noticeKinds().subjects.flatMap((kinds, at) =>
    kinds.map((name) => sql`when ${sql.raw(`'${name}'`)} then ${sql.raw(String(at + 1))}`),
  );
  return sql`case ${kind} ${sql.join(ranks, sql` `)} else 0 end`;
}

/** SQL: the order of levels of equally narrow things, such as two topics: what is muted first, then the loudest. */
export const byLoudness = (level: SQL): SQL =>
  sql`array_position(array['muted', 'watching', 'first', 'tracking', 'normal'], ${level})`;

/** SQL: the query of a page and the subjects and categories that it belongs to: `kind`, `key` and `rank`. */
export function thingsOf(pageId: SQL): SQL {
  const wider = [...new Set(noticeKinds().pages.flatMap(({ within }) => within ?? []))];
  const parts = [
    sql`select p.kind, p.id::text as key from page p where p.id = ${pageId}`,
    ...wider.map((within) => within(pageId)),
  ];
  return sql`select o.kind, o.key, ${rankOf(sql`o.kind`)} as rank from (${sql.join(parts, sql` union all `)}) o`;
}

/** SQL: the query of a member's choices for a page, the one that decides first: `kind`, `key`, `level` and `since`. */
export const choicesFor = (memberId: SQL, pageId: SQL): SQL =>
  subselect`select w.kind, w.key, w.level, w.since from (${thingsOf(pageId)}) c
    join watch w on w.member_id = ${memberId} and w.kind = c.kind and w.key = c.key
    order by c.rank, ${byLoudness(sql`w.level`)}, w.key`;

/** SQL: the level that a member chose for a page, or for the narrowest of what it belongs to; null for none. */
export const levelFor = (memberId: SQL, pageId: SQL): SQL<string | null> =>
  subselect<string | null>`(select chosen.level from (${choicesFor(memberId, pageId)}) chosen limit 1)`;
