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

/** A revision about to be inserted. */
export interface NewRevision {
  section: SectionRow;
  kind: SectionKind<unknown>;
  content: unknown;
  /** The revision the author started from. */
  baseId: string | null;
  /** The current revision. */
  parent: PublishedText | null;
  authorId: string | null;
  summary: string;
  tag: RevisionTag;
  sourceId: string | null;
  state: "published" | "pending";
  clientToken: string;
  marks?: Marks;
  /** For sources: the new revision that they are saved with. */
  companionOf?: NewRevision;
  /** Whether it was written with a personal token; default: whether the current actor uses one. */
  byToken?: boolean;
}

/** A content as text, with hash and size, which lists and searches read instead of parsing the content. */
interface Described {
  written: string;
  hash: string;
  size: number;
}

const described = new WeakMap<object, Described>();

/**
 * Serializes and measures a content, once per object. Saves call it before they lock the section, so that no
 * one waits for it.
 */
export function measureContent(kind: SectionKind<unknown>, content: unknown): Described {
  const known = described.get(content as object);
  if (known) return known;
  const written = canonicalJson(content);
  const made = { written, hash: textHash(written), size: countCharacters(kind.text(content)) };
  described.set(content as object, made);
  return made;
}

/** The columns of a revision that are derived from its content. */
export function describeContent(kind: SectionKind<unknown>, content: unknown) {
  const { written, hash, size } = measureContent(kind, content);
  return {
    // Uses the text that was hashed, so that a long content is serialized only once.
    content: sql`${written}::jsonb`,
    schemaVersion: (content as { schemaVersion: number }).schemaVersion,
    hash,
    size,
  };
}

/**
 * Inserts revisions of one page in the given order and makes published ones current. Call it last in a
 * transaction: it locks the page's numbering, so other saves of the page wait until the commit.
 */
export async function insertRevisions(
  ctx: Ctx,
  pageId: string,
  made: readonly NewRevision[],
): Promise<PublishedText[]> {
  // Before the lock: serializing and hashing a long section takes a while.
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

/**
 * Checks whether an insert failed because its token was already used: two simultaneous saves in different sections
 * can use one token, and hold different locks, so neither waits for the other.
 */
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
