import { and, between, eq, inArray, or, sql } from "drizzle-orm";
import { draft, revision, revisionHiding, section as sections } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { contentOf, readRevision, readWhole } from "./contents";
import type { Hiding } from "./hidden";
import type { SectionKind } from "./kind";
import { lockSections, type SectionRow } from "./sections";

/** A revision of which something is hidden. */
export interface HiddenRevision {
  id: string;
  number: number;
  authorId: string | null;
}

/**
 * Hides the text or the summary, or both, of a section's revisions from one number to another; sent again, what is
 * hidden is as it says now. Under the section's lock: nothing is built on them meanwhile. Throws `conflict`:
 * `still_stands` for the text that readers have, which is edited or rolled back first; `still_waits` where an edit among
 * them, or one that was made from them, has not been decided on, since reviewers read it.
 */
export async function hide(
  ctx: Ctx,
  section: SectionRow,
  { from, to }: { from: number; to: number },
  what: Hiding,
): Promise<HiddenRevision[]> {
  await lockSections(ctx.tx, [{ id: section.id, to: "write" }]);
  const rows = await ctx.tx
    .select({
      id: revision.id,
      number: revision.number,
      state: revision.state,
      authorId: revision.authorId,
      isCurrent: sql<boolean>`${revision.id} = ${sections.currentRevisionId}`,
    })
    .from(revision)
    .innerJoin(sections, eq(sections.id, revision.sectionId))
    .where(and(eq(revision.sectionId, section.id), between(revision.number, from, to)))
    .orderBy(revision.number);
  const ids = rows.map(({ id }) => id);
  if (what.isTextHidden && rows.some(({ isCurrent }) => isCurrent))
    throw new DomainError("conflict", "still_stands");
  const waits = await ctx.tx.$count(
    revision,
    and(
      eq(revision.sectionId, section.id),
      eq(revision.state, "pending"),
      or(inArray(revision.id, ids), what.isTextHidden ? inArray(revision.baseId, ids) : undefined),
    ),
  );
  if (waits > 0) throw new DomainError("conflict", "still_waits");
  const values = { ...what, hiddenBy: ctx.actor?.id ?? null, hiddenAt: ctx.now };
  await ctx.tx
    .insert(revisionHiding)
    .values(ids.map((revisionId) => ({ revisionId, ...values })))
    .onConflictDoUpdate({ target: revisionHiding.revisionId, set: values });
  return rows.map(({ id, number, authorId }) => ({ id, number, authorId }));
}

/**
 * Puts what members were writing on a text that is hidden on what stands, where it can be told apart from it. What
 * cannot is offered to nobody any more (`findDraftOf`), and goes with its time.
 */
export async function moveDrafts(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  hidden: readonly HiddenRevision[],
): Promise<void> {
  const ids = hidden.map(({ id }) => id);
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

/** Null where only a person could put them together, or where what was typed is not yet as it should be. */
function mergedOrNull(kind: SectionKind<unknown>, base: unknown, now: unknown, typed: unknown): unknown {
  try {
    const merged = kind.merge(base, now, kind.parse(typed));
    return merged.clean ? merged.content : null;
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** Shows a revision again; answers whether anything of it was hidden. */
export async function unhide(ctx: Ctx, revisionId: string): Promise<boolean> {
  const shown = await ctx.tx
    .delete(revisionHiding)
    .where(eq(revisionHiding.revisionId, revisionId))
    .returning({ id: revisionHiding.revisionId });
  return shown.length > 0;
}
