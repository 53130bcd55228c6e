import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { comment, commentQuote } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { sameJson } from "@/lib/text/canonical";
import type { Content } from "@/lib/text/nodes";
import type { CommentedKind } from "../kind";
import { refOf } from "./typed";

/** A quotation, as it is stored. */
export interface StoredQuote {
  before: string | null;
  quotedId: string;
  quotedVersion: number;
  /** Null if its words were erased. */
  excerpt: Content | null;
}

/** A quotation in the current text of a comment that is being edited. */
export interface FormerQuote extends StoredQuote {
  /** How the quotation names the comment. */
  ref: string;
  /** Whether the field for editing has its words: the editor may read them. */
  isSeen: boolean;
}

interface Row extends Record<string, unknown> {
  before_block: string | null;
  quoted_id: string;
  quoted_version: number;
  excerpt: Content | null;
  number: number | null;
  is_shown: boolean;
}

/** Reads the quotations in the current text of a comment, and which of them its editor sees. */
export async function readStored(
  { tx, actor }: Ctx,
  { pages }: Pick<CommentedKind["comments"], "pages">,
  commentId: string,
): Promise<FormerQuote[]> {
  const { rows } = await tx.execute<Row>(sql`
    select q.before_block, q.quoted_id, q.quoted_version, q.excerpt, c.number,
      c.state = 'shown' and exists (select 1 from (${pages(actor)}) p
        where p.page_id = c.post_id and p.is_read) as is_shown
    from comment_quote q join comment c on c.id = q.quoted_id
    where q.comment_id = ${commentId} and q.version is null order by q.place`);
  return rows.map((row) => ({
    before: row.before_block,
    quotedId: row.quoted_id,
    quotedVersion: row.quoted_version,
    excerpt: row.excerpt,
    ref: refOf({ id: row.quoted_id, number: row.number }),
    isSeen: row.is_shown && row.excerpt !== null,
  }));
}

/** Checks whether two texts quote the same in the same places. */
export const quotesSame = (some: readonly StoredQuote[], others: readonly StoredQuote[]): boolean =>
  sameJson(some.map(placeAndWords), others.map(placeAndWords));

const placeAndWords = ({ before, quotedId, excerpt }: StoredQuote) => ({ before, quotedId, excerpt });

/** Stores the quotations of a comment's current text. */
export async function storeQuotes(
  { tx, now }: Ctx,
  commentId: string,
  quotes: readonly StoredQuote[],
): Promise<void> {
  if (quotes.length === 0) return;
  await tx.insert(commentQuote).values(
    quotes.map(({ before, ...quote }, place) => ({
      id: newId(now.getTime()),
      commentId,
      version: null,
      place,
      beforeBlock: before,
      ...quote,
    })),
  );
}

/** Leaves the quotations of a text with the version that it became by an edit. */
export async function keepWithVersion({ tx }: Ctx, commentId: string, version: number): Promise<void> {
  await tx
    .update(commentQuote)
    .set({ version })
    .where(and(eq(commentQuote.commentId, commentId), isNull(commentQuote.version)));
}

/** Deletes what a comment quotes, and its own words wherever they are quoted. */
export async function eraseQuotesOf({ tx }: Ctx, commentId: string): Promise<void> {
  await tx.delete(commentQuote).where(eq(commentQuote.commentId, commentId));
  await tx.update(commentQuote).set({ excerpt: null }).where(eq(commentQuote.quotedId, commentId));
}

/**
 * Deletes a member's earlier words wherever they are quoted, and what their earlier versions quoted. Before those versions
 * are deleted: afterwards it is unknown which words were earlier ones.
 */
export async function eraseEarlierQuotes({ tx }: Ctx, memberId: string): Promise<void> {
  const own = tx.select({ id: comment.id }).from(comment).where(eq(comment.authorId, memberId));
  await tx
    .delete(commentQuote)
    .where(and(inArray(commentQuote.commentId, own), sql`${commentQuote.version} is not null`));
  await tx.execute(sql`update comment_quote set excerpt = null from comment_version v, comment c
    where c.author_id = ${memberId} and c.id = comment_quote.quoted_id
      and v.comment_id = c.id and v.number = comment_quote.quoted_version`);
}
