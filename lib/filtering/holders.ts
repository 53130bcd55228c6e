import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { Holder, HoldNews } from "./model";

/** Texts that wait for a moderator: comments and replies by their own id, topics by that of their page. */
interface Held {
  comments?: readonly string[];
  topics?: readonly string[];
}

interface Row {
  [column: string]: unknown;
  of: string;
  id: string;
  name: string;
  explanation: string;
  member_id: string;
  holds: boolean;
}

/** Finds which filters held texts. One that only logs was stored with the same result, so those that hold are preferred. */
async function findHolds(on: Queryable, { comments = [], topics = [] }: Held): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  if (comments.length + topics.length === 0) return found;
  const { rows } = await on.execute<Row>(sql`
    select h.of, f.id, f.name, f.explanation, h.member_id, f.stage = 'hold' as holds from (
      select c.id, c.comment_id as of, c.filter_id, c.member_id, c.at from filter_hit c
        where c.comment_id = any(${sql.param([...comments])}::uuid[]) and c.outcome = 'held'
      union all
      select p.id, p.page_id, p.filter_id, p.member_id, p.at from filter_hit p
        where p.page_id = any(${sql.param([...topics])}::uuid[]) and p.comment_id is null and p.outcome = 'held'
    ) h join text_filter f on f.id = h.filter_id order by h.at, f.name, h.id`);
  for (const row of rows) found.set(row.of, [...(found.get(row.of) ?? []), row]);
  for (const [of, all] of found)
    if (all.some(({ holds }) => holds))
      found.set(
        of,
        all.filter(({ holds }) => holds),
      );
  return found;
}

/** Lists for moderators which filters hold texts, by the id of the text; nothing for others. */
export async function listHolders(
  reader: Actor,
  held: Held,
  on: Queryable = db(),
): Promise<ReadonlyMap<string, readonly Holder[]>> {
  if (!can(reader, "comment.moderate")) return new Map();
  const found = await findHolds(on, held);
  return new Map([...found].map(([of, rows]) => [of, rows.map(({ id, name }) => ({ id, name }))]));
}

/** Finds what a reader learns of the filters that hold one text; null if none does, or it is not theirs to know. */
export async function findHoldNews(
  reader: Actor,
  held: { comment: string } | { topic: string },
  on: Queryable = db(),
): Promise<HoldNews | null> {
  const ids = "comment" in held ? { comments: [held.comment] } : { topics: [held.topic] };
  const rows = [...(await findHolds(on, ids)).values()].flat();
  const isTheirs = rows.some(({ member_id }) => member_id === reader.id);
  const mayModerate = can(reader, "comment.moderate");
  if (rows.length === 0 || !(isTheirs || mayModerate)) return null;
  return {
    holders: mayModerate ? rows.map(({ id, name }) => ({ id, name })) : [],
    explanations: [...new Set(rows.map(({ explanation }) => explanation))],
  };
}
