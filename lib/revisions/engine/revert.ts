import { and, asc, eq, gt, lt, not, sql } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { undo } from "../kind";
import {
  contentOf,
  isStanding,
  type Kinds,
  readNewestStanding,
  readRevision,
  type StoredRevision,
} from "./contents";
import { isTextHidden, refuseHidden } from "./hidden";
import { insertContentRow } from "./keep";
import { marksOf } from "./marks";
import type { Plan, Publishing, Saved } from "./plan";
import type { SectionRow } from "./sections";
import { newlyCited, recallSources } from "./sources";

/** What goes with any change that takes something back. */
export interface BackInput {
  summary: string;
  clientToken: string;
}

/**
 * Puts a section back to how it was after a published revision of it, whatever came since; as a new revision that
 * names its source. Sources that it cites and that are gone come back with it.
 */
export async function revertTo(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  target: StoredRevision,
  input: BackInput,
  isPublished: Publishing,
): Promise<Saved> {
  await refuseHidden(ctx.tx, target.id);
  const content = contentOf(kinds(section.key), target);
  return insertContentRow(ctx, {
    ...(await planBack(ctx, section, kinds, content, target, input, isPublished)),
    base: { id: section.currentRevisionId, content: kinds(section.key).empty() },
    compose: () => ({ content, conflicts: [], clean: true, merged: false }),
    // It follows what it followed then; whoever vouched for it then has not vouched for it now.
    marks: () => ({ ...marksOf(target), label: target.label === "machine" ? "machine" : null }),
    tag: "revert",
  });
}

/**
 * Takes back what one published revision changed, and nothing that came after it: the merge run backwards. Throws
 * `conflict` / `undo_conflict` when what came since stands on it; nothing is guessed.
 */
export async function undoOne(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  target: StoredRevision,
  input: BackInput,
  isPublished: Publishing,
): Promise<Saved> {
  await refuseHidden(ctx.tx, target.id, target.parentId);
  const kind = kinds(section.key);
  const before = contentOf(kind, await readRevision(ctx.tx, target.parentId));
  const after = contentOf(kind, target);
  return insertContentRow(ctx, {
    ...(await planBack(ctx, section, kinds, before, target, input, isPublished)),
    base: { id: target.id, content: after },
    compose: (current) => undo(kind, current, before, after),
    tag: "undo",
    conflictReason: "undo_conflict",
  });
}

/** What a rollback would take back, and to what. */
export interface Run {
  current: StoredRevision;
  target: StoredRevision;
  /** The first of the author's revisions that go. */
  firstNumber: number;
}

/**
 * The run of its author that ends with a section's newest revision, which must be the one of a number, and the newest
 * revision by someone else before it. Throws `conflict`: `not_last` when the section stands otherwise by now,
 * `only_author` when there is none by anyone else.
 */
export async function findRun(ctx: Ctx, section: SectionRow, last: number): Promise<Run> {
  const current = await readRevision(ctx.tx, section.currentRevisionId);
  if (current?.number !== last)
    throw new DomainError("conflict", "not_last", { number: current?.number ?? null });
  const byOthers = and(
    lt(revision.number, current.number),
    sql`${revision.authorId} is distinct from ${current.authorId}::uuid`,
    not(isTextHidden()),
  );
  const target = await readNewestStanding(ctx.tx, section.id, byOthers);
  if (!target) throw new DomainError("conflict", "only_author");
  const [first] = await ctx.tx
    .select({ number: revision.number })
    .from(revision)
    .where(and(eq(revision.sectionId, section.id), isStanding(), gt(revision.number, target.number)))
    .orderBy(asc(revision.number))
    .limit(1);
  return { current, target, firstNumber: first?.number ?? current.number };
}

/** Takes a run back in one step: the revision before it becomes current again, as a new one; at once or once accepted. */
export async function rollBack(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  run: Run,
  input: BackInput,
  isPublished: Publishing,
): Promise<Saved> {
  const content = contentOf(kinds(section.key), run.target);
  return insertContentRow(ctx, {
    ...(await planBack(ctx, section, kinds, content, run.target, input, isPublished)),
    base: { id: run.current.id, content: contentOf(kinds(section.key), run.current) },
    compose: (_, standing) => {
      // Someone saved between looking and locking: what would go is no longer what was looked at.
      if (standing?.id !== run.current.id)
        throw new DomainError("conflict", "not_last", { number: standing?.number ?? null });
      return { content, conflicts: [], clean: true, merged: false };
    },
    // What stood before stands again, and what was said of it.
    marks: () => marksOf(run.target),
    tag: "rollback",
  });
}

async function planBack(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  content: unknown,
  target: StoredRevision,
  input: BackInput,
  isPublished: Publishing,
): Promise<Omit<Plan, "base" | "compose" | "tag">> {
  const cited = newlyCited(kinds, section.key, content, kinds(section.key).empty());
  return {
    section,
    kinds,
    known: target,
    citing: content,
    mine: content,
    newSources: await recallSources(ctx.tx, kinds, section, cited, target.number),
    ifSourceTaken: "kept",
    summary: input.summary,
    clientToken: input.clientToken,
    sourceId: target.id,
    isPublished,
    conflictReason: "edit_conflict",
  };
}
