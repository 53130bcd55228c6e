import { and, between, eq, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { draft, page, revision, revisionHiding, section as sections } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields, isDomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { Hiding } from "../model";
import { contentOf, readRevision, readWhole } from "./contents";
import { isSummaryHidden, isTextHidden } from "./hidden";
import { lockSections, SECTION_ROW, type SectionRow } from "./sections";

/** A revision with something hidden, and its section. */
export interface HiddenRevision {
  id: string;
  number: number;
  authorId: string | null;
  section: SectionRow;
  hiding: Hiding;
}

/**
 * Hides text, summary or author of a section's revisions between two numbers; repeated calls replace what is
 * hidden. The author of the first is hidden on all their revisions in the range and on those saved or merged
 * with them, which would reveal the name. Runs under the section's lock, so nothing is built on them
 * meanwhile. Throws `conflict`: `still_stands` for the current text, which must be edited or rolled back
 * first; `still_waits` if one of them, or an edit based on one, is pending, since reviewers read it.
 */
export async function hide(
  ctx: Ctx,
  section: SectionRow,
  { from, to }: { from: number; to: number },
  what: Hiding,
): Promise<HiddenRevision[]> {
  const rows = await lockRange(ctx, section, { from, to }, what);
  await refuseWaiting(
    ctx,
    section,
    rows.map(({ id }) => id),
    what,
  );
  const author = rows[0]?.authorId ?? null;
  const isOf = (one: { authorId: string | null }) => what.isAuthorHidden && one.authorId === author;
  const hidden = rows
    .map((row) => ({
      ...row,
      section,
      hiding: { ...what, isAuthorHidden: author !== null && isOf(row) },
    }))
    .filter(({ hiding }) => hiding.isTextHidden || hiding.isSummaryHidden || hiding.isAuthorHidden);
  // Imported revisions have no author to hide.
  if (hidden.length === 0) throw invalidFields({ author: ["choose"] });
  await insertHidden(ctx, hidden);
  const theirs = hidden.filter(({ hiding }) => hiding.isAuthorHidden).map(({ id }) => id);
  return [...hidden, ...(await hideAuthorWith(ctx, theirs, what.reason))];
}

/** Locks a section and lists its revisions between two numbers. Throws `conflict` / `still_stands` as `hide`. */
export async function lockRange(
  ctx: Ctx,
  section: SectionRow,
  { from, to }: { from: number; to: number },
  { isTextHidden: isTextMeant }: Pick<Hiding, "isTextHidden">,
) {
  await lockSections(ctx.tx, [{ id: section.id, to: "write" }]);
  const rows = await ctx.tx
    .select({
      id: revision.id,
      number: revision.number,
      authorId: revision.authorId,
      isCurrent: sql<boolean>`${revision.id} = ${sections.currentRevisionId}`,
    })
    .from(revision)
    .innerJoin(sections, eq(sections.id, revision.sectionId))
    .where(and(eq(revision.sectionId, section.id), between(revision.number, from, to)))
    .orderBy(revision.number);
  if (isTextMeant && rows.some(({ isCurrent }) => isCurrent))
    throw new DomainError("conflict", "still_stands");
  return rows.map(({ isCurrent: _, ...row }) => row);
}

/** Throws `conflict` / `still_waits` as `hide`. */
export async function refuseWaiting(
  ctx: Ctx,
  section: SectionRow,
  ids: string[],
  what: Pick<Hiding, "isTextHidden">,
): Promise<void> {
  const waits = await ctx.tx.$count(
    revision,
    and(
      eq(revision.sectionId, section.id),
      eq(revision.state, "pending"),
      or(inArray(revision.id, ids), what.isTextHidden ? inArray(revision.baseId, ids) : undefined),
    ),
  );
  if (waits > 0) throw new DomainError("conflict", "still_waits");
}

const IS_PURGED = sql`${revisionHiding.purgedFor} is not null`;

async function insertHidden(
  ctx: Ctx,
  hidden: readonly Pick<HiddenRevision, "id" | "hiding">[],
): Promise<void> {
  const by = { hiddenBy: ctx.actor?.id ?? null, hiddenAt: ctx.now };
  await ctx.tx
    .insert(revisionHiding)
    .values(hidden.map(({ id, hiding }) => ({ revisionId: id, ...hiding, ...by })))
    .onConflictDoUpdate({
      target: revisionHiding.revisionId,
      set: {
        // What was purged stays so, with who purged it and why; only its author can be hidden or shown.
        isTextHidden: sql`excluded.is_text_hidden or ${IS_PURGED}`,
        isSummaryHidden: sql`excluded.is_summary_hidden or ${IS_PURGED}`,
        isAuthorHidden: sql`excluded.is_author_hidden`,
        reason: sql`case when ${IS_PURGED} then ${revisionHiding.reason} else excluded.reason end`,
        hiddenBy: sql`case when ${IS_PURGED} then ${revisionHiding.hiddenBy} else excluded.hidden_by end`,
        hiddenAt: sql`case when ${IS_PURGED} then ${revisionHiding.hiddenAt} else excluded.hidden_at end`,
      },
    });
}

/**
 * Hides the author on related revisions too: those merged into or from one of these, and sources saved with
 * one. Other hidings of those stay as they are.
 */
async function hideAuthorWith(ctx: Ctx, ids: readonly string[], reason: string): Promise<HiddenRevision[]> {
  if (ids.length === 0) return [];
  const one = alias(revision, "one");
  const found = await ctx.tx
    .selectDistinct({
      id: revision.id,
      number: revision.number,
      authorId: revision.authorId,
      section: SECTION_ROW,
      isTextHidden: isTextHidden(),
      isSummaryHidden: isSummaryHidden(),
    })
    .from(revision)
    .innerJoin(one, and(eq(one.pageId, revision.pageId), eq(one.authorId, revision.authorId)))
    .innerJoin(sections, eq(sections.id, revision.sectionId))
    .innerJoin(page, eq(page.id, revision.pageId))
    .where(
      and(
        inArray(one.id, [...ids]),
        notInArray(revision.id, [...ids]),
        or(
          eq(revision.id, one.mergedIntoId),
          eq(one.id, revision.mergedIntoId),
          eq(revision.companionId, one.id),
          eq(revision.id, one.companionId),
        ),
      ),
    )
    .orderBy(revision.number);
  const also = found.map(({ isTextHidden, isSummaryHidden, ...row }) => ({
    ...row,
    hiding: { isTextHidden, isSummaryHidden, isAuthorHidden: true, reason },
  }));
  if (also.length > 0) await insertHidden(ctx, also);
  return also;
}

/**
 * Rebases drafts that were based on a hidden text onto the current one, where a merge is possible. Others are
 * no longer offered (`findDraftOf`) and expire.
 */
export async function moveDrafts(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  hidden: readonly HiddenRevision[],
): Promise<void> {
  const ids = hidden.filter(({ hiding }) => hiding.isTextHidden).map(({ id }) => id);
  const drafts = await ctx.tx
    .select({ id: draft.id, baseId: draft.baseId, content: draft.content })
    .from(draft)
    .where(and(eq(draft.sectionId, section.id), inArray(draft.baseId, ids)))
    .for("update");
  const current = contentOf(kind, await readRevision(ctx.tx, section.currentRevisionId));
  for (const one of drafts) {
    const base = contentOf(kind, await readWhole(ctx.tx, one.baseId));
    const content = mergedOrNull(kind, base, current, one.content);
    if (content === null) continue;
    await ctx.tx
      .update(draft)
      .set({ content, baseId: section.currentRevisionId })
      .where(eq(draft.id, one.id));
  }
}

/** Null if there are conflicts, or if the draft is not yet valid. */
function mergedOrNull(kind: SectionKind<unknown>, base: unknown, now: unknown, typed: unknown): unknown {
  try {
    const merged = kind.merge(base, now, kind.parse(typed));
    return merged.clean ? merged.content : null;
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** Shows a revision again; returns whether anything was hidden. What was purged stays hidden. */
export async function unhide(ctx: Ctx, revisionId: string): Promise<boolean> {
  const shown = await ctx.tx
    .delete(revisionHiding)
    .where(and(eq(revisionHiding.revisionId, revisionId), isNull(revisionHiding.purgedFor)))
    .returning({ id: revisionHiding.revisionId });
  return shown.length > 0;
}
