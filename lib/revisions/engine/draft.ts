import { and, desc, eq, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable, type Tx } from "@/db/client";
import { draft, page, revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { assertBoundedJson, assertBytes } from "@/lib/text/bounds";
import { sameJson } from "@/lib/text/canonical";
import { isTextHidden, refusePurged } from "./hidden";
import type { SectionRow } from "./sections";

/** A member's draft, and how far the section has changed since it was begun. */
export interface Draft {
  content: unknown;
  /** New sources of the draft, as they were sent. */
  newSources: readonly unknown[];
  summary: string;
  sequence: number;
  updatedAt: Date;
  baseId: string | null;
  baseNumber: number | null;
  /** Published revisions of the section since the draft's base. */
  behind: number;
}

export interface DraftInput {
  baseId: string | null;
  content: unknown;
  newSources: readonly unknown[];
  summary: string;
  /** Rises with each save of the draft; a number not above the stored one comes from an older tab. */
  sequence: number;
  /** Overwrites a newer draft of another tab. */
  force: boolean;
}

/** Limit of all drafts of a member, in stored bytes; enough for some two hundred long ones. */
const MAX_DRAFTS = 8 * 1024 * 1024;

/**
 * Saves a member's draft of a section. Records may be unfinished, so the content is only bounded and cleaned
 * here; its kind validates it on save. Throws `conflict` / `draft_sequence` with the newer draft, `base_purged` if the
 * text that it was begun from was deleted for good, or `too_large` / `drafts_full` if the member's drafts are too large
 * together.
 */
export async function upsertDraft(tx: Tx, memberId: string, one: SectionRow, input: DraftInput, now: Date) {
  const given = [input.content, input.newSources];
  for (const part of given) assertBoundedJson(part);
  assertBytes(given);
  const content = storable(input.content);
  const newSources = storable(input.newSources) as unknown[];
  await refusePurged(tx, input.baseId);
  const stored = await findDraftRow(tx, memberId, one.id, "update");
  const isRepeat = (of: DraftRow | null) =>
    of?.sequence === input.sequence && sameJson(of.content, content) && sameJson(of.newSources, newSources);
  if (stored && !input.force && stored.sequence >= input.sequence && !isRepeat(stored))
    throw new DomainError("conflict", "draft_sequence", stored);
  const values = {
    baseId: input.baseId,
    content,
    newSources,
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
      // If two tabs begin a draft at once, there was no row to lock; this stops the second from overwriting.
      setWhere: input.force ? sql`true` : sql`${draft.sequence} < ${input.sequence}`,
    })
    .returning({ sequence: draft.sequence, updatedAt: draft.updatedAt });
  if (!kept) {
    const first = await findDraftRow(tx, memberId, one.id, null);
    if (!first || !isRepeat(first)) throw new DomainError("conflict", "draft_sequence", first);
    return { sequence: first.sequence, updatedAt: first.updatedAt };
  }
  await refuseTooMuch(tx, memberId);
  return kept;
}

async function refuseTooMuch(tx: Tx, memberId: string): Promise<void> {
  const [all] = await tx
    .select({
      bytes: sql<number>`coalesce(sum(pg_column_size(${draft.content}) + pg_column_size(${draft.newSources})), 0)::int`,
    })
    .from(draft)
    .where(eq(draft.memberId, memberId));
  if ((all?.bytes ?? 0) > MAX_DRAFTS) throw new DomainError("too_large", "drafts_full");
}

/**
 * Finds the sequence of a draft with the text being saved, so that the save can delete it; null if there is
 * none or it has another text, which would be lost. `given`: the content as sent.
 */
export async function findSavedDraft(
  on: Queryable,
  memberId: string,
  sectionId: string,
  kind: { parse: (input: unknown) => unknown },
  given: unknown,
): Promise<number | null> {
  const stored = await findDraftRow(on, memberId, sectionId, null);
  if (!stored) return null;
  if (sameJson(stored.content, storable(given))) return stored.sequence;
  try {
    return sameJson(kind.parse(stored.content), kind.parse(given)) ? stored.sequence : null;
  } catch {
    // An unfinished record is invalid, so it cannot equal what was saved.
    return null;
  }
}

type DraftRow = NonNullable<Awaited<ReturnType<typeof findDraftRow>>>;

async function findDraftRow(on: Queryable, memberId: string, sectionId: string, lock: "update" | null) {
  const rows = on
    .select({
      content: draft.content,
      newSources: draft.newSources,
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

/** Replaces NUL and unpaired surrogates, which Postgres rejects in JSON, by U+FFFD. */
export function storable(value: unknown): unknown {
  const text = JSON.stringify(value).replace(
    /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g,
    "$1\\ufffd",
  );
  return JSON.parse(text) as unknown;
}

const base = alias(revision, "base");

/** SQL: once-current revisions of the draft's section since its base; all, if the section was empty. */
const BEHIND = subselect<number>`(select count(*)::int from revision r where r.section_id = ${draft.sectionId}
  and r.state = 'published' and r.merged_into_id is null and r.number > coalesce(${base.number}, 0))`;

/** SQL: excludes drafts based on a text hidden since, because they contain it. */
export const IS_OFFERED = not(isTextHidden(draft.baseId));

const COLUMNS = {
  summary: draft.summary,
  sequence: draft.sequence,
  updatedAt: draft.updatedAt,
  baseId: draft.baseId,
  baseNumber: base.number,
  behind: BEHIND,
} as const;

/** Finds a member's draft of a section; null for none. */
export async function findDraftOf(
  memberId: string,
  sectionId: string,
  on: Queryable = db(),
): Promise<Draft | null> {
  const [row] = await on
    .select({ ...COLUMNS, content: draft.content, newSources: draft.newSources })
    .from(draft)
    .leftJoin(base, eq(base.id, draft.baseId))
    .where(and(eq(draft.memberId, memberId), eq(draft.sectionId, sectionId), IS_OFFERED));
  return row ?? null;
}

/** A row in a member's list of drafts. */
export interface DraftLine extends Omit<Draft, "content" | "newSources"> {
  pageKind: string;
  slug: string;
  section: string;
}

/** Lists a member's drafts, last changed first; at most 200. */
export function listDraftsOf(memberId: string, on: Queryable = db()): Promise<DraftLine[]> {
  return on
    .select({ ...COLUMNS, pageKind: page.kind, slug: page.slug, section: section.key })
    .from(draft)
    .innerJoin(section, eq(section.id, draft.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .leftJoin(base, eq(base.id, draft.baseId))
    .where(and(eq(draft.memberId, memberId), IS_OFFERED))
    .orderBy(desc(draft.updatedAt), desc(draft.id))
    .limit(200);
}

/**
 * Deletes a member's draft of a section. With `sequence`, only if that is its number, as another tab may have
 * changed it. Returns whether one was deleted.
 */
export async function deleteDraft(
  tx: Tx,
  memberId: string,
  sectionId: string,
  sequence?: number,
): Promise<boolean> {
  const isIt = sequence === undefined ? undefined : eq(draft.sequence, sequence);
  const gone = await tx
    .delete(draft)
    .where(and(eq(draft.memberId, memberId), eq(draft.sectionId, sectionId), isIt))
    .returning({ id: draft.id });
  return gone.length > 0;
}
