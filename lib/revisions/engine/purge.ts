import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { draft, revision, revisionHiding, section as sections } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { PurgeReason } from "../model";
import { contentOf, forgetContent, type Kinds, readWhole } from "./contents";
import { lockRange, refuseWaiting } from "./hiding";
import { lockSections, type SectionRow } from "./sections";

/** A revision whose text was deleted for good. */
export interface PurgedRevision {
  id: string;
  number: number;
  authorId: string | null;
  createdAt: Date;
}

/** What a purge deleted. `texts`: what it said, for those who look for its traces in the same transaction. */
export interface Purged {
  revisions: PurgedRevision[];
  texts: string[];
}

/**
 * Deletes text and summary of a section's revisions between two numbers, of unaccepted edits that were made from them, and
 * the drafts that have them: begun from one of them, or by one of their authors. The rows stay, as hidden ones of which
 * nothing can be shown again. Under the section's lock, like a save. Throws `conflict`: `still_stands`, `still_waits` as
 * `hide`. What was purged before is left out.
 */
export async function purge(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  range: { from: number; to: number },
  { why, words }: { why: PurgeReason; words: string },
): Promise<Purged> {
  const inRange = await lockRange(ctx, section, range, { isTextHidden: true });
  const rows = await withMadeFrom(
    ctx,
    section,
    inRange.map(({ id }) => id),
  );
  const ids = rows.map(({ id }) => id);
  await refuseWaiting(ctx, section, ids, { isTextHidden: true });
  return erase(ctx, section, kind, rows, { why, words });
}

/**
 * The same for a page that nobody reads any more because its text is elsewhere: all its revisions, the current ones too.
 * Returns what was purged by section.
 */
export async function purgeWhole(
  ctx: Ctx,
  pageId: string,
  kinds: Kinds,
  input: { why: PurgeReason; words: string },
): Promise<(Purged & { section: SectionRow })[]> {
  const own = await ctx.tx.select({ id: sections.id }).from(sections).where(eq(sections.pageId, pageId));
  const locked = await lockSections(
    ctx.tx,
    own.map(({ id }) => ({ id, to: "write" as const })),
  );
  const done: (Purged & { section: SectionRow })[] = [];
  for (const section of locked.values()) {
    const rows = await readRows(ctx, eq(revision.sectionId, section.id));
    done.push({ section, ...(await erase(ctx, section, kinds(section.key), rows, input)) });
  }
  return done;
}

/** Empties revisions that were not purged yet, and deletes the drafts that have their text. */
async function erase(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  rows: Awaited<ReturnType<typeof readRows>>,
  input: { why: PurgeReason; words: string },
): Promise<Purged> {
  const left = rows.filter(({ isPurged }) => !isPurged);
  if (left.length === 0) return { revisions: [], texts: [] };
  const texts: string[] = [];
  for (const { id } of left) {
    const stored = await readWhole(ctx.tx, id);
    if (stored) texts.push(kind.text(contentOf(kind, stored)), stored.summary);
  }
  const ids = left.map(({ id }) => id);
  await mark(ctx, ids, input);
  await ctx.tx
    .update(revision)
    .set({ content: sql`'null'::jsonb`, summary: "", hash: "", decisionReason: null })
    .where(inArray(revision.id, ids));
  forgetContent(ids);
  // After the update: a draft that was being saved from one of them held its row, and is there now.
  const authors = left.flatMap(({ authorId }) => authorId ?? []);
  await eraseDrafts(ctx, section.id, { baseIds: ids, memberIds: authors });
  return { revisions: left.map(({ isPurged: _, ...row }) => row), texts };
}

/** Adds the edits that were made from revisions and never became the current text: they repeat it. */
async function withMadeFrom(ctx: Ctx, section: SectionRow, ids: readonly string[]) {
  if (ids.length === 0) throw new DomainError("not_found", "revision");
  const made = sql`with recursive made (id) as (
    select unnest(${sql.param(ids)}::uuid[])
    union select r.id from revision r join made on made.id = r.base_id
      where r.section_id = ${section.id}
        and (r.state in ('rejected', 'withdrawn') or r.merged_into_id is not null)
  ) select id from made`;
  return readRows(ctx, sql`${revision.id} in (${made})`);
}

function readRows({ tx }: Ctx, where: SQL) {
  return tx
    .select({
      id: revision.id,
      number: revision.number,
      authorId: revision.authorId,
      createdAt: revision.createdAt,
      isPurged: sql<boolean>`${revisionHiding.purgedFor} is not null`,
    })
    .from(revision)
    .leftJoin(revisionHiding, eq(revisionHiding.revisionId, revision.id))
    .where(where)
    .orderBy(revision.number);
}

/** Marks revisions as purged. Those that were hidden lose the reason for that, which may repeat the text. */
async function mark(
  ctx: Ctx,
  ids: readonly string[],
  { why, words }: { why: PurgeReason; words: string },
): Promise<void> {
  const set = {
    isTextHidden: true,
    isSummaryHidden: true,
    reason: words,
    hiddenBy: ctx.actor?.id ?? null,
    hiddenAt: ctx.now,
    purgedFor: why,
  };
  await ctx.tx
    .insert(revisionHiding)
    .values(ids.map((revisionId) => ({ revisionId, ...set })))
    .onConflictDoUpdate({ target: revisionHiding.revisionId, set });
}

/**
 * Deletes drafts of a section: those begun from some revisions, or of some members. Nobody can tell what of them is the
 * text that has to go.
 */
export async function eraseDrafts(
  { tx }: Ctx,
  sectionId: string,
  { baseIds = [], memberIds = [] }: { baseIds?: readonly string[]; memberIds?: readonly string[] },
): Promise<void> {
  const which: SQL[] = [
    ...(baseIds.length > 0 ? [inArray(draft.baseId, [...baseIds])] : []),
    ...(memberIds.length > 0 ? [inArray(draft.memberId, [...memberIds])] : []),
  ];
  if (which.length === 0) return;
  await tx.delete(draft).where(and(eq(draft.sectionId, sectionId), or(...which)));
}
