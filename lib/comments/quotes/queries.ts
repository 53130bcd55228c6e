import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Content } from "@/lib/text/nodes";
import { type CommentedKind, pagesOf } from "../kind";
import type { QuoteLine } from "../model";

interface Row extends Record<string, unknown> {
  id: string;
  comment_id: string;
  version: number | null;
  before_block: string | null;
  quoted_version: number;
  excerpt: Content | null;
  quoted_id: string;
  number: number | null;
  state: string;
  handle: string;
  display_name: string;
  member_state: string;
  path: string | null;
  /** The first version since, if it was edited: that with the quoted words, unless it was deleted. */
  earlier: number | null;
}

/** Lists what comments quote in their current text, by comment, as this reader may see it; null: a visitor. */
export async function listQuotes(
  of: CommentedKind,
  reader: Actor | null,
  ids: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, QuoteLine[]>> {
  const found = new Map<string, QuoteLine[]>();
  if (ids.length === 0) return found;
  for (const row of await read(of, reader, ids, on))
    if (row.version === null) found.set(row.comment_id, [...(found.get(row.comment_id) ?? []), lineOf(row)]);
  return found;
}

/** Lists what one comment quotes in each of its versions; the current one is null. */
export async function listQuotesByVersion(
  of: CommentedKind,
  reader: Actor | null,
  id: string,
  on: Queryable = db(),
): Promise<ReadonlyMap<number | null, QuoteLine[]>> {
  const found = new Map<number | null, QuoteLine[]>();
  for (const row of await read(of, reader, [id], on))
    found.set(row.version, [...(found.get(row.version) ?? []), lineOf(row)]);
  return found;
}

async function read(of: CommentedKind, reader: Actor | null, ids: readonly string[], on: Queryable) {
  const { rows } = await on.execute<Row>(sql`
    select q.id, q.comment_id, q.version, q.before_block, q.quoted_version, q.excerpt, q.quoted_id, c.number, c.state,
      m.handle, m.display_name, m.state as member_state, p.path,
      (select min(v.number) from comment_version v
        where v.comment_id = c.id and v.number >= q.quoted_version) as earlier
    from comment_quote q join comment c on c.id = q.quoted_id join member m on m.id = c.author_id
      left join ${pagesOf([of], reader)} on p.page_id = c.post_id and p.is_read
    where q.comment_id = any(${sql.param([...ids])}::uuid[]) order by q.comment_id, q.place`);
  return rows;
}

/** What a reader sees of a quotation: nothing of a comment that is not shown, or is on a page that they may not read. */
function lineOf(row: Row): QuoteLine {
  const { path, state } = row;
  const isShown = state === "shown" && path !== null;
  return {
    id: row.id,
    before: row.before_block,
    of: { id: row.quoted_id, number: row.number, path: isShown ? path : null },
    state: isShown ? "shown" : state === "removed" ? "removed" : "hidden",
    author:
      isShown && row.member_state !== "erased" ? { handle: row.handle, displayName: row.display_name } : null,
    words: isShown ? row.excerpt : null,
    isEdited: isShown && row.earlier !== null,
    saidIn: isShown && row.earlier === row.quoted_version ? row.quoted_version : null,
  };
}
