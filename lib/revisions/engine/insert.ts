import { eq, sql } from "drizzle-orm";
import { page, type RevisionTag, revision, section } from "@/db/schema/revisions";
import type { PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { canonicalJson } from "@/lib/text/canonical";
import { textHash } from "@/lib/text/hash";
import { countCharacters } from "@/lib/text/words";
import type { SectionKind } from "../kind";
import { cacheContent } from "./contents";
import { type Marks, NO_MARKS } from "./marks";
import type { SectionRow } from "./sections";

/** A revision that is about to be kept. */
export interface NewRevision {
  section: SectionRow;
  kind: SectionKind<unknown>;
  content: unknown;
  /** What the author started from. */
  baseId: string | null;
  /** What stands now. */
  parent: PublishedText | null;
  authorId: string | null;
  summary: string;
  tag: RevisionTag;
  sourceId: string | null;
  state: "published" | "pending";
  clientToken: string;
  marks?: Marks;
  /** Of sources: the revision among those inserted with it that they were saved with. */
  companionOf?: NewRevision;
  /** Whether it was written with a personal token; where nothing is said, whether this save is. */
  byToken?: boolean;
}

/** The text of a content, and what is kept beside it so that lists and searches need not open it. */
interface Described {
  written: string;
  hash: string;
  size: number;
}

const described = new WeakMap<object, Described>();

/**
 * Writes a content out and measures it. Once for each object: a save does it before it locks the section, while nobody
 * waits for it.
 */
export function measureContent(kind: SectionKind<unknown>, content: unknown): Described {
  const known = described.get(content as object);
  if (known) return known;
  const written = canonicalJson(content);
  const made = { written, hash: textHash(written), size: countCharacters(kind.text(content)) };
  described.set(content as object, made);
  return made;
}

/** The columns of a revision that its content fills. */
export function describeContent(kind: SectionKind<unknown>, content: unknown) {
  const { written, hash, size } = measureContent(kind, content);
  return {
    // As the text of which the hash is made: a long content is written once and not twice.
    content: sql`${written}::jsonb`,
    schemaVersion: (content as { schemaVersion: number }).schemaVersion,
    hash,
    size,
  };
}

/**
 * Keeps revisions of one page, in the order given, and makes published ones current. Their numbers are taken first
 * here and last in the transaction: from then on other savers of the page wait, so nothing slow may follow.
 */
export async function insertRevisions(
  ctx: Ctx,
  pageId: string,
  made: readonly NewRevision[],
): Promise<PublishedText[]> {
  // Before the lock: the text, hash and size of a long section take a while.
  const columns = made.map((one) => describeContent(one.kind, one.content));
  const last = await takeNumbers(ctx, pageId, made.length);
  const ids = new Map(made.map((one) => [one, newId(ctx.now.getTime())]));
  const idOf = (one: NewRevision) => ids.get(one) as string;
  const rows = made.map((one, index) => {
    const { size, ...rest } = columns[index] as ReturnType<typeof describeContent>;
    return {
      ...rest,
      id: idOf(one),
      pageId,
      sectionId: one.section.id,
      number: last - made.length + 1 + index,
      baseId: one.baseId,
      parentId: one.parent?.id ?? null,
      authorId: one.authorId,
      summary: one.summary,
      tag: one.tag,
      sourceId: one.sourceId,
      state: one.state,
      size,
      sizeChange: size - (one.parent?.size ?? 0),
      clientToken: one.clientToken,
      companionId: one.companionOf ? idOf(one.companionOf) : null,
      ...(one.marks ?? NO_MARKS),
      byToken: one.byToken ?? (ctx.actor?.scopes ?? null) !== null,
      createdAt: ctx.now,
    };
  });
  await ctx.tx
    .insert(revision)
    .values(rows)
    .catch((error: unknown) => {
      throw isTokenTaken(error) ? new DomainError("conflict", "token_used") : error;
    });
  for (const [index, row] of rows.entries()) {
    const one = made[index] as NewRevision;
    cacheContent(row.id, measureContent(one.kind, one.content).written);
    if (row.state !== "published") continue;
    await ctx.tx.update(section).set({ currentRevisionId: row.id }).where(eq(section.id, row.sectionId));
  }
  return rows.map(({ id, number, tag, summary, size, createdAt }, index) => ({
    id,
    number,
    tag,
    summary,
    size,
    createdAt,
    content: made[index]?.content,
  }));
}

/** Two saves of one token at once that do not wait for each other: they are of different sections. */
function isTokenTaken(error: unknown): boolean {
  const cause = (error as { cause?: { code?: string; constraint?: string } }).cause;
  return cause?.code === "23505" && cause.constraint === "revision_author_token_key";
}

async function takeNumbers(ctx: Ctx, pageId: string, count: number): Promise<number> {
  const [row] = await ctx.tx
    .update(page)
    .set({ lastRevision: sql`${page.lastRevision} + ${count}` })
    .where(eq(page.id, pageId))
    .returning({ lastRevision: page.lastRevision });
  if (!row) throw new Error("a page went while its section was locked");
  return row.lastRevision;
}
