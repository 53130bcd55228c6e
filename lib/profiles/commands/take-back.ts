import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { findEarlier, type Saved } from "@/lib/revisions/keep";
import { findRun, revertTo, rollBack, undoOne } from "@/lib/revisions/revert";
import { cleanLine } from "@/lib/text/clean";
import type { RollBack, TakeBack } from "../editing/model";
import { publishing } from "../second-person";
import { loadRevision, loadSection, profileKinds } from "../section-access";

/**
 * Puts the section of a published revision back to how it was then, as a new revision. Throws `not_found` for one
 * that was never published.
 */
export async function revertSection(ctx: Ctx, input: TakeBack): Promise<Saved> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("section.edit", facts);
  if (revision.state !== "published") throw new DomainError("not_found", "revision");
  const isPublished = publishing(ctx, section.key, facts);
  return revertTo(ctx, section, profileKinds, revision, withLine(input), isPublished);
}

/**
 * Takes back what one published revision changed, and nothing else, as a new revision. Throws `conflict` /
 * `undo_conflict` when later edits stand on it.
 */
export async function undoRevision(ctx: Ctx, input: TakeBack): Promise<Saved> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("section.edit", facts);
  if (revision.state !== "published") throw new DomainError("not_found", "revision");
  const isPublished = publishing(ctx, section.key, facts);
  return undoOne(ctx, section, profileKinds, revision, withLine(input), isPublished);
}

/**
 * Takes back the run of one author that ends with the section's newest revision, in one step: the newest revision by
 * someone else stands again. Throws `conflict` when the section has moved on since `last` (`not_last`), or when every
 * revision is by this author (`only_author`). Sent twice, it makes one revision.
 */
export async function rollBackSection(ctx: Ctx, input: RollBack): Promise<Saved> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("section.edit", facts);
  ctx.authorize("revision.rollback", facts);
  const earlier = await findEarlier(ctx, section, input.clientToken);
  if (earlier) return earlier;
  const run = await findRun(ctx, section, input.last);
  // Numbers, not names: a name in a summary would outlive its erasure. Lists show who wrote which.
  const numbers =
    run.firstNumber === run.current.number
      ? `${run.firstNumber}`
      : `${run.firstNumber}–${run.current.number}`;
  const summary = input.summary ? cleanLine(input.summary) : `${numbers} → ${run.target.number}`;
  const isPublished = publishing(ctx, section.key, facts);
  return rollBack(ctx, section, profileKinds, run, { clientToken: input.clientToken, summary }, isPublished);
}

const withLine = (input: TakeBack) => ({ clientToken: input.clientToken, summary: cleanLine(input.summary) });
