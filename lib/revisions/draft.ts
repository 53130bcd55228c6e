import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable, type Tx } from "@/db/client";
import { draft, page, revision, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { assertBoundedJson, assertBytes } from "@/lib/text/bounds";
import { sameJson } from "@/lib/text/canonical";
import type { SectionRow } from "./sections";

/** A member's text on its way: what it says, and how far the section has moved on since it was begun. */
export interface Draft {
  content: unknown;
  summary: string;
  sequence: number;
  updatedAt: Date;
  baseId: string | null;
  baseNumber: number | null;
  /** Published revisions of the section since the one that it was begun from. */
  behind: number;
}

export interface DraftInput {
  baseId: string | null;
  content: unknown;
  summary: string;
  /** Rises with each save of the draft; what is not higher than the stored one comes from an older tab. */
  sequence: number;
  /** Take the draft over from another tab. */
  force: boolean;
}

/**
 * Keeps a member's draft of a section. Unfinished records are kept as they are, so content is only bounded and
 * cleaned here; it is read by its kind when it is saved. Throws `conflict` / `draft_sequence` with the newer draft.
 */
export async function keepDraft(tx: Tx, memberId: string, one: SectionRow, input: DraftInput, now: Date) {
  assertBoundedJson(input.content);
  assertBytes(input.content);
  const content = storable(input.content);
  const stored = await findDraftRow(tx, memberId, one.id, "update");
  const isRepeat = stored?.sequence === input.sequence && !input.force;
  if (
    stored &&
    !input.force &&
    stored.sequence >= input.sequence &&
    !(isRepeat && sameJson(stored.content, content))
  )
    throw new DomainError("conflict", "draft_sequence", stored);
  const values = {
    baseId: input.baseId,
    content,
    summary: input.summary,
    sequence: input.force ? Math.max(input.sequence, (stored?.sequence ?? 0) + 1) : input.sequence,
    updatedAt: now,
  };
  const [kept] = await tx
    .insert(draft)
    .values({ id: newId(now.getTime()), memberId, sectionId: one.id, ...values })
    .onConflictDoUpdate({
      target: [draft.memberId, draft.sectionId],
      set: values,
      // Two tabs that begin a draft at once: the lock above found no row to hold.
      setWhere: input.force ? sql`true` : sql`${draft.sequence} <= ${input.sequence}`,
    })
    .returning({ sequence: draft.sequence, updatedAt: draft.updatedAt });
  if (!kept)
    throw new DomainError("conflict", "draft_sequence", await findDraftRow(tx, memberId, one.id, null));
  return kept;
}

async function findDraftRow(on: Queryable, memberId: string, sectionId: string, lock: "update" | null) {
  const rows = on
    .select({
      content: draft.content,
      summary: draft.summary,
      sequence: draft.sequence,
      updatedAt: draft.updatedAt,
      baseId: draft.baseId,
    })
    .from(draft)
    .where(and(eq(draft.memberId, memberId), eq(draft.sectionId, sectionId)));
  const [row] = await (lock ? rows.for(lock) : rows);
  return row ?? null;
}

/** JSON without the characters that the database refuses: NUL, and halves of surrogate pairs. */
export function storable(value: unknown): unknown {
  const text = JSON.stringify(value).replace(
    /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g,
    "$1\\ufffd",
  );
  return JSON.parse(text) as unknown;
}

const base = alias(revision, "base");

/** Revisions that stood in the draft's section since its base; a draft of an empty section counts them all. */
const BEHIND = sql<number>`(select count(*)::int from revision r where r.section_id = ${draft.sectionId}
  and r.state = 'published' and r.merged_into_id is null and r.number > coalesce(${base.number}, 0))`;

const COLUMNS = {
  summary: draft.summary,
  sequence: draft.sequence,
  updatedAt: draft.updatedAt,
  baseId: draft.baseId,
  baseNumber: base.number,
  behind: BEHIND,
} as const;

/** A member's draft of a section, or null. */
export async function findDraftOf(
  memberId: string,
  sectionId: string,
  on: Queryable = db(),
): Promise<Draft | null> {
  const [row] = await on
    .select({ ...COLUMNS, content: draft.content })
    .from(draft)
    .leftJoin(base, eq(base.id, draft.baseId))
    .where(and(eq(draft.memberId, memberId), eq(draft.sectionId, sectionId)));
  return row ?? null;
}

/** A line in a member's list of drafts. */
export interface DraftLine extends Omit<Draft, "content"> {
  pageKind: string;
  slug: string;
  section: string;
}

/** Every draft of a member, the last touched first; at most 200. */
export function listDraftsOf(memberId: string, on: Queryable = db()): Promise<DraftLine[]> {
  return on
    .select({ ...COLUMNS, pageKind: page.kind, slug: page.slug, section: section.key })
    .from(draft)
    .innerJoin(section, eq(section.id, draft.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .leftJoin(base, eq(base.id, draft.baseId))
    .where(eq(draft.memberId, memberId))
    .orderBy(desc(draft.updatedAt))
    .limit(200);
}

/** Removes a member's draft of a section; answers whether there was one. */
export async function dropDraft(tx: Tx, memberId: string, sectionId: string): Promise<boolean> {
  const gone = await tx
    .delete(draft)
    .where(and(eq(draft.memberId, memberId), eq(draft.sectionId, sectionId)))
    .returning({ id: draft.id });
  return gone.length > 0;
}
