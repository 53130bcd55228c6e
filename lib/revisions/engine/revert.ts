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
import { insertContentRow } from "./insert-content";
import { marksOf } from "./marks";
import type { Plan, Publishing, Saved } from "./plan";
import type { SectionRow } from "./sections";
import { newlyCited, recallSources } from "./sources";

/** Input of every command that takes something back. */
export interface BackInput {
  summary: string;
  clientToken: string;
}

/**
 * Restores a section as of a published revision, as a new revision that refers to it. Sources that it cites
 * and that were removed are restored too.
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
    // It follows the same source revision; a confirmation does not carry over.
    marks: () => ({ ...marksOf(target), label: target.label === "machine" ? "machine" : null }),
    tag: "revert",
  });
}

/**
 * Undoes the changes of one published revision and keeps later ones, by merging backwards. Throws `conflict`
 * / `undo_conflict` if later edits changed the same text.
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

/** What a rollback removes and restores. */
export interface Run {
  current: StoredRevision;
  target: StoredRevision;
  /** First of the author's revisions that are removed. */
  firstNumber: number;
}

/**
 * Finds the last run of revisions by one author, ending at `last`, and the newest revision by someone else
 * before it. Throws `conflict`: `not_last` if the section changed since, `only_author` if there is none by
 * anyone else.
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

/** Rolls a run back: the revision before it is saved as a new revision, published directly or submitted for review. */
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
      // Someone saved after the run was read, so it is no longer what the reviewer saw.
      if (standing?.id !== run.current.id)
        throw new DomainError("conflict", "not_last", { number: standing?.number ?? null });
      return { content, conflicts: [], clean: true, merged: false };
    },
    // The restored text gets its marks back too.
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
    author: "actor",
    clientToken: input.clientToken,
    sourceId: target.id,
    isPublished,
    conflictReason: "edit_conflict",
  };
}
