import { and, desc, eq, gt, isNull, lte, max, type SQL, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Queryable } from "@/db/client";
import { type RevisionState, revision, type TextLabel } from "@/db/schema/revisions";
import type { PublishedText } from "@/lib/core/audit";
import type { SectionKind } from "../kind";
import { isPurged, isTextHidden } from "./hidden";

/** Returns the kind of a section by its key; each kind of page has its own. */
export type Kinds = (key: string) => SectionKind<unknown>;

/** A revision with the content that the engine merges; without content if hidden. */
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
  /** Hidden from all but moderators and administrators; then `content` is null. */
  isHidden: boolean;
  /** Deleted for good: nobody has its content. */
  isPurged: boolean;
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
  isPurged: isPurged(),
} as const;

/** Characters of content cached in the process: recently saved ones are the base of the next saves. */
const REMEMBERED = 4_000_000;
/** By revision id, which never changes. As text, so that no reader can alter what the next one gets. */
const remembered = new LRUCache<string, string>({
  maxSize: REMEMBERED,
  sizeCalculation: (text) => text.length + 1,
});

/** Caches a revision's content as JSON. If the transaction is rolled back, its id is never read. */
export function cacheContent(id: string, written: string): void {
  remembered.set(id, written);
}

/** Removes the content of purged revisions from the cache. */
export function forgetContent(ids: readonly string[]): void {
  for (const id of ids) remembered.delete(id);
}

async function withContent(
  on: Queryable,
  row: Omit<StoredRevision, "content"> | undefined,
): Promise<StoredRevision | null> {
  if (!row) return null;
  // Another process purged it, and this one may still have it.
  if (row.isPurged) forgetContent([row.id]);
  return row.isHidden ? { ...row, content: null } : { ...row, content: await wholeOf(on, row.id) };
}

/**
 * Reads the content of a revision even if hidden, for consequences in the same transaction. Usually cached,
 * so it is not fetched from the database while others wait for the section's lock.
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

/** SQL: the content of revisions, except of one that the caller already has; `withKnown` adds that. */
export const contentUnless = (known?: PublishedText): SQL<unknown> =>
  known
    ? sql`case when ${revision.id} = ${known.id} then null else ${revision.content} end`
    : sql`${revision.content}`;

/** Adds the content that the caller already had to a row of such a query. */
export const withKnown = <Row extends { revisionId: string | null; content: unknown }>(
  row: Row,
  known?: PublishedText,
): Row => (known && row.revisionId === known.id ? { ...row, content: known.content } : row);

/** SQL: revisions that were once current (published, and not merged into another). */
export function isStanding(): SQL | undefined {
  return and(eq(revision.state, "published"), isNull(revision.mergedIntoId));
}

/** Reads a revision by its id; null for none. */
export async function readRevision(on: Queryable, id: string | null): Promise<StoredRevision | null> {
  if (id === null) return null;
  const [row] = await on.select(COLUMNS).from(revision).where(eq(revision.id, id));
  return withContent(on, row);
}

/** The same with content even if hidden: only to compare or merge with, or for moderators and administrators. */
export async function readWhole(on: Queryable, id: string | null): Promise<StoredRevision | null> {
  return whole(on, await readRevision(on, id));
}

/** The same for a revision that was already read. */
export async function whole(on: Queryable, found: StoredRevision | null): Promise<StoredRevision | null> {
  return found?.isHidden ? { ...found, content: await wholeOf(on, found.id) } : found;
}

/** Reads a revision by its number within a page; null for none. */
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

/** Reads the revision that a text is based on, by id or number; null if it is not of this section. */
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

/** Reads the newest once-current revision of a section that meets a condition; null for none. */
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

/** Finds the number of the revision that was published first; earlier ones are visible to the authors only. */
export async function findAppearance(on: Queryable, sectionId: string, publishedAt: Date): Promise<number> {
  const [appeared] = await on
    .select({ number: max(revision.number) })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), isStanding(), lte(revision.createdAt, publishedAt)));
  return appeared?.number ?? 1;
}

/** Counts the section's once-current revisions after a number; 0 counts all. */
export function countStandingSince(on: Queryable, sectionId: string, number: number): Promise<number> {
  return on.$count(
    revision,
    and(eq(revision.sectionId, sectionId), isStanding(), gt(revision.number, number)),
  );
}

/**
 * Returns a revision's content in the current schema; empty if there is none or it is hidden. Content stored
 * in the current schema was validated when saved and is not validated again.
 */
export function contentOf(kind: SectionKind<unknown>, stored: { content: unknown } | null): unknown {
  const empty = kind.empty();
  if (stored === null || stored.content === null) return empty;
  return versionOf(stored.content) === versionOf(empty) ? stored.content : kind.lift(stored.content);
}

function versionOf(content: unknown): unknown {
  return (content as { schemaVersion?: unknown } | null)?.schemaVersion;
}
