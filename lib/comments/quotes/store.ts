import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { comment, commentQuote, commentVersion } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { sameJson } from "@/lib/text/canonical";
import type { Content } from "@/lib/text/nodes";
import { hasWords, isFrom, listTypedQuotes, type TypedQuote, takeOut } from "./typed";

/** A quotation, as it is stored. */
export interface StoredQuote {
  before: string | null;
  quotedId: string;
  quotedVersion: number;
  excerpt: Content;
}

/** The newest earlier versions of a comment that are compared with a quotation. */
const MOST_VERSIONS = 10;

/** The page of a comment, and whether its comments have numbers. */
interface On {
  pageId: string;
  isNumbered: boolean;
}

/**
 * Divides what was typed into its author's own words and the quotations that name a comment of the same page. A quotation
 * whose words are not those of a visible comment, now or before an edit, stays as typed and names nobody.
 */
export async function divide(
  ctx: Ctx,
  at: On,
  typed: Content,
): Promise<{ content: Content; quotes: StoredQuote[] }> {
  const found = new Map<TypedQuote, { quotedId: string; quotedVersion: number }>();
  for (const quote of listTypedQuotes(typed)) {
    const from = await findQuoted(ctx, at, quote);
    if (from) found.set(quote, from);
  }
  if (found.size === 0) return { content: typed, quotes: [] };
  const { content, placed } = takeOut(typed, [...found.keys()]);
  if (!hasWords(content)) throw invalidFields({ text: ["only_quoted"] });
  const quotes = placed.flatMap(({ before, quote }) => {
    const from = found.get(quote);
    return from ? [{ before, ...from, excerpt: quote.content }] : [];
  });
  return { content, quotes };
}

/** Finds the visible comment that a quotation is from, and the newest of its versions with these words. */
async function findQuoted({ tx }: Ctx, { pageId, isNumbered }: On, { ref, content }: TypedQuote) {
  if (isNumbered && !/^\d+$/u.test(ref)) return null;
  const rows = await tx
    .select({ id: comment.id, content: comment.content })
    .from(comment)
    .where(
      and(
        eq(comment.pageId, pageId),
        eq(comment.state, "shown"),
        isNumbered ? eq(comment.number, Number(ref)) : sql`right(${comment.id}::text, 6) = ${ref}`,
      ),
    )
    .limit(2);
  const [row] = rows;
  if (!row || rows.length > 1) return null;
  const earlier = await tx
    .select({ number: commentVersion.number, content: commentVersion.content })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, row.id))
    .orderBy(desc(commentVersion.number))
    .limit(MOST_VERSIONS);
  const now = { number: (earlier[0]?.number ?? 0) + 1, content: row.content };
  const from = [now, ...earlier].find((version) => isFrom(content, version.content as Content));
  return from ? { quotedId: row.id, quotedVersion: from.number } : null;
}

/** Reads the quotations in the current text of a comment. */
export async function readStored({ tx }: Ctx, commentId: string): Promise<StoredQuote[]> {
  const rows = await tx
    .select({
      before: commentQuote.beforeBlock,
      quotedId: commentQuote.quotedId,
      quotedVersion: commentQuote.quotedVersion,
      excerpt: commentQuote.excerpt,
    })
    .from(commentQuote)
    .where(and(eq(commentQuote.commentId, commentId), isNull(commentQuote.version)))
    .orderBy(asc(commentQuote.place));
  return rows.flatMap(({ excerpt, ...row }) => (excerpt ? [{ ...row, excerpt: excerpt as Content }] : []));
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
