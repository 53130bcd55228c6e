import { and, desc, eq, gt, isNull, lte, max, type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import { type RevisionState, revision, type TextLabel } from "@/db/schema/revisions";
import type { PublishedText } from "@/lib/core/audit";
import type { SectionKind } from "../kind";
import { isTextHidden } from "./hidden";

/** Gives the kind of a section of some page by its key. Each sort of page has its own. */
export type Kinds = (key: string) => SectionKind<unknown>;

/** A revision with its content, as the engine merges it; without it where it is hidden. */
export interface StoredRevision extends PublishedText {
  pageId: string;
  sectionId: string;
  state: RevisionState;
  authorId: string | null;
  baseId: string | null;
  parentId: string | null;
  clientToken: string;
  followsId: string | null;
  label: TextLabel | null;
  byToken: boolean;
  /** From all but moderators and administrators: then there is no content. */
  isHidden: boolean;
}

const COLUMNS = {
  id: revision.id,
  pageId: revision.pageId,
  sectionId: revision.sectionId,
  number: revision.number,
  state: revision.state,
  authorId: revision.authorId,
  baseId: revision.baseId,
  parentId: revision.parentId,
  summary: revision.summary,
  tag: revision.tag,
  createdAt: revision.createdAt,
  clientToken: revision.clientToken,
  size: revision.size,
  followsId: revision.followsId,
  label: revision.label,
  byToken: revision.byToken,
  isHidden: isTextHidden(),
} as const;

/** Characters of contents that a process remembers: those just saved are what the next saves start from. */
const REMEMBERED = 4_000_000;
/** By revision. As text: a revision never changes, and no reader can change what the next one is given. */
const remembered = new LRUCache<string, string>({
  maxSize: REMEMBERED,
  sizeCalculation: (text) => text.length + 1,
});

/** Remembers the content of a revision, as JSON. One whose transaction came to nothing is never asked for. */
export function cacheContent(id: string, written: string): void {
  remembered.set(id, written);
}

async function withContent(
  on: Queryable,
  row: Omit<StoredRevision, "content"> | undefined,
): Promise<StoredRevision | null> {
  if (!row) return null;
  return row.isHidden ? { ...row, content: null } : { ...row, content: await wholeOf(on, row.id) };
}

/**
 * The content of a revision even where it is hidden, for what follows from it in the saver's transaction: a process
 * remembers what it just saved, so that none of it comes back from the database while others wait for the section.
 */
export async function readContent(on: Queryable, id: string | null): Promise<unknown> {
  return id === null ? null : ((await wholeOf(on, id)) ?? null);
}

async function wholeOf(on: Queryable, id: string): Promise<unknown> {
  const known = remembered.get(id);
  if (known !== undefined) return JSON.parse(known) as unknown;
  const [found] = await on.select({ content: revision.content }).from(revision).where(eq(revision.id, id));
  return found?.content;
}

/** In a query of revisions: their content, but for that of one which the caller has; `withKnown` puts it there. */
export const contentUnless = (known?: PublishedText): SQL<unknown> =>
  known
    ? sql`case when ${revision.id} = ${known.id} then null else ${revision.content} end`
    : sql`${revision.content}`;

/** A row of such a query with the content that the caller has. */
export const withKnown = <Row extends { revisionId: string | null; content: unknown }>(
  row: Row,
  known?: PublishedText,
): Row => (known && row.revisionId === known.id ? { ...row, content: known.content } : row);

/** Revisions that stood, each in its turn, as what readers saw: published, and not only as part of a merge. */
export function isStanding(): SQL | undefined {
  return and(eq(revision.state, "published"), isNull(revision.mergedIntoId));
}

/** One revision by its id, or null; of no id, null. */
export async function readRevision(on: Queryable, id: string | null): Promise<StoredRevision | null> {
  if (id === null) return null;
  const [row] = await on.select(COLUMNS).from(revision).where(eq(revision.id, id));
  return withContent(on, row);
}

/**
 * The same with its content even where that is hidden: for what is only compared or merged with, and given to nobody
 * but moderators and administrators.
 */
export async function readWhole(on: Queryable, id: string | null): Promise<StoredRevision | null> {
  return whole(on, await readRevision(on, id));
}

/** The same of a revision that was read already. */
export async function whole(on: Queryable, found: StoredRevision | null): Promise<StoredRevision | null> {
  return found?.isHidden ? { ...found, content: await wholeOf(on, found.id) } : found;
}

/** One revision by its number within a page, or null. */
export async function readRevisionByNumber(
  on: Queryable,
  pageId: string,
  number: number,
): Promise<StoredRevision | null> {
  const [row] = await on
    .select(COLUMNS)
    .from(revision)
    .where(and(eq(revision.pageId, pageId), eq(revision.number, number)));
  return withContent(on, row);
}

/** The revision of a section that a text was made from, by its id or number; null for one that is not of the section. */
export async function readBase(
  on: Queryable,
  section: { id: string; pageId: string },
  base: string | number | null,
): Promise<StoredRevision | null> {
  if (base === null) return null;
  const found =
    typeof base === "string"
      ? await readRevision(on, base)
      : await readRevisionByNumber(on, section.pageId, base);
  return found?.sectionId === section.id ? found : null;
}

/** The newest revision of a section that stood and meets a condition, or null. */
export async function readNewestStanding(
  on: Queryable,
  sectionId: string,
  where?: SQL,
): Promise<StoredRevision | null> {
  const [row] = await on
    .select(COLUMNS)
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), isStanding(), where))
    .orderBy(desc(revision.number))
    .limit(1);
  return withContent(on, row);
}

/** The number by which a text appeared, of what was published at a moment: what came before is its authors' own. */
export async function findAppearance(on: Queryable, sectionId: string, publishedAt: Date): Promise<number> {
  const [appeared] = await on
    .select({ number: max(revision.number) })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), isStanding(), lte(revision.createdAt, publishedAt)));
  return appeared?.number ?? 1;
}

/** How many revisions of a section stood since the one of a number; 0: since before the first. */
export function countStandingSince(on: Queryable, sectionId: string, number: number): Promise<number> {
  return on.$count(
    revision,
    and(eq(revision.sectionId, sectionId), isStanding(), gt(revision.number, number)),
  );
}

/**
 * A revision's content in its present form; the empty content where there is none, or it is hidden. What is stored in the
 * present form passed the schema when it was saved, and is not read by it again.
 */
export function contentOf(kind: SectionKind<unknown>, stored: { content: unknown } | null): unknown {
  const empty = kind.empty();
  if (stored === null || stored.content === null) return empty;
  return versionOf(stored.content) === versionOf(empty) ? stored.content : kind.lift(stored.content);
}

function versionOf(content: unknown): unknown {
  return (content as { schemaVersion?: unknown } | null)?.schemaVersion;
}
