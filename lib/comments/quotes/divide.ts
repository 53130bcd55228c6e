import { and, desc, eq, sql } from "drizzle-orm";
import { comment, commentVersion } from "@/db/schema/comments";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { FormerQuote, StoredQuote } from "./store";
import { hasWords, isFrom, listTypedQuotes, type TypedQuote, takeOut } from "./typed";

/** The newest earlier versions of a comment that are compared with a quotation. */
const MOST_VERSIONS = 10;

/** The page of a comment, and whether its comments have numbers. */
interface On {
  pageId: string;
  isNumbered: boolean;
}

/** What a typed quotation is stored as. `former`: the stored quotation that it was before the edit, if any. */
interface Known extends Omit<StoredQuote, "before"> {
  former?: FormerQuote;
}

/**
 * Divides what was typed into its author's own words and the quotations that name another comment. A quotation whose words
 * are not those of a visible comment of the same page, now or before an edit, stays as typed and names nobody.
 *
 * `before`: the stored quotations of a comment that is edited. Their words stay quotations of the same comments, wherever
 * these are now. Those that the author did not see in the field are kept.
 */
export async function divide(
  ctx: Ctx,
  at: On,
  typed: Content,
  before: readonly FormerQuote[] = [],
): Promise<{ content: Content; quotes: StoredQuote[] }> {
  const found = new Map<TypedQuote, Known>();
  const used = new Set<FormerQuote>();
  for (const quote of listTypedQuotes(typed, before.length)) {
    const known = await findKnown(ctx, at, quote, inOrder(before, used));
    if (known) found.set(quote, known);
    if (known?.former) used.add(known.former);
  }
  const { content, placed } = takeOut(typed, [...found.keys()]);
  if (found.size > 0 && !hasWords(content)) throw invalidFields({ text: ["only_quoted"] });
  const quotes = placed.flatMap(({ before: block, quote }) => {
    const known = found.get(quote);
    return known ? [{ ...known, before: block }] : [];
  });
  const kept = before.filter((one) => !one.isSeen && !used.has(one));
  return { content, quotes: withKept(content, quotes, { before, kept }).map(toStored) };
}

/** Those that no typed quotation was yet come first: the same words may be quoted twice. */
const inOrder = (before: readonly FormerQuote[], used: ReadonlySet<FormerQuote>) => [
  ...before.filter((one) => !used.has(one)),
  ...used,
];

const toStored = ({ before, quotedId, quotedVersion, excerpt }: StoredQuote): StoredQuote => ({
  before,
  quotedId,
  quotedVersion,
  excerpt,
});

/** Finds what a typed quotation is from: what the comment quoted before, in whole or in part; else a comment of its page. */
async function findKnown(
  ctx: Ctx,
  at: On,
  quote: TypedQuote,
  before: readonly FormerQuote[],
): Promise<Known | null> {
  const { ref, content } = quote;
  const words = wordsOf(content);
  const same = before.filter(({ excerpt }) => excerpt !== null && wordsOf(excerpt) === words);
  const whole = same.find((one) => one.ref === ref);
  if (whole) return { ...whole, former: whole };
  const named = before.filter((one) => one.ref === ref);
  const part = named.find(({ excerpt }) => excerpt !== null && isFrom(content, excerpt));
  if (part) return { ...part, excerpt: content, former: part };
  const from = await findQuoted(ctx, at, quote);
  if (from) return { ...from, excerpt: content };
  // Its number changed since the field was read; or its words were erased since, and do not come back.
  const former = same[0] ?? named.find(({ excerpt }) => excerpt === null);
  return former ? { ...former, former } : null;
}

const wordsOf = (content: Content) => toTextarea(content).replaceAll(/\s+/gu, " ").trim();

/** Adds kept quotations where they were: each before what followed it, and above the same block if that is still there. */
function withKept(
  content: Content,
  quotes: readonly (StoredQuote & { former?: FormerQuote })[],
  { before, kept }: { before: readonly FormerQuote[]; kept: readonly FormerQuote[] },
): StoredQuote[] {
  const blocks = new Set(content.doc.content.map(({ attrs }) => attrs.id));
  const all = [...quotes];
  for (const one of kept) {
    const place = before.indexOf(one);
    const next = all.findIndex(({ former }) => former !== undefined && before.indexOf(former) > place);
    const block = one.before !== null && blocks.has(one.before) ? one.before : null;
    all.splice(next < 0 ? all.length : next, 0, { ...one, before: block, former: one });
  }
  return all;
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
