import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { StoredRevision } from "@/lib/revisions/contents";
import { findEarlier, type Saved } from "@/lib/revisions/keep";
import { type BackInput, findRun, revertTo, rollBack, undoOne } from "@/lib/revisions/revert";
import type { SectionRow } from "@/lib/revisions/sections";
import { cleanLine } from "@/lib/text/clean";
import type { RollBack, TakeBack } from "../editing/model";
import { publishing } from "../second-person";
import { loadRevision, loadSection, profileKinds } from "../section-access";

/**
 * Puts the section of a published revision back to how it was then, as a new revision. Throws `not_found` for one
 * that was never published.
 */
export async function revertSection(ctx: Ctx, input: TakeBack): Promise<Saved> {
  const { section, facts, revision: target } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("section.edit", facts);
  if (target.state !== "published") throw new DomainError("not_found", "revision");
  const isPublished = publishing(ctx, section.key, facts);
  const line = await lineOf(ctx, "revert", section, target, input);
  return revertTo(ctx, section, profileKinds, target, line, isPublished);
}

/**
 * Takes back what one published revision changed, and nothing else, as a new revision. Throws `conflict` /
 * `undo_conflict` when later edits stand on it.
 */
export async function undoRevision(ctx: Ctx, input: TakeBack): Promise<Saved> {
  const { section, facts, revision: target } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("section.edit", facts);
  if (target.state !== "published") throw new DomainError("not_found", "revision");
  const isPublished = publishing(ctx, section.key, facts);
  const line = await lineOf(ctx, "undo", section, target, input);
  return undoOne(ctx, section, profileKinds, target, line, isPublished);
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

async function lineOf(
  ctx: Ctx,
  tag: "undo" | "revert",
  section: SectionRow,
  target: StoredRevision,
  input: TakeBack,
): Promise<BackInput> {
  const clientToken = input.clientToken ?? (await tokenFor(ctx, tag, section, target));
  return { clientToken, summary: cleanLine(input.summary) };
}

/**
 * The token by which the same form sent twice makes one revision. A document is the same for all its readers, and for
 * good: it can carry none. It is made of what the section stood by before this was done, so that it is another one as
 * soon as something else was done to the section; the engine tells authors apart.
 */
async function tokenFor(
  ctx: Ctx,
  tag: "undo" | "revert",
  section: SectionRow,
  target: StoredRevision,
): Promise<string> {
  const [now] = await ctx.tx
    .select({
      id: revision.id,
      tag: revision.tag,
      sourceId: revision.sourceId,
      parentId: revision.parentId,
      authorId: revision.authorId,
    })
    .from(revision)
    .where(eq(revision.id, section.currentRevisionId ?? target.id));
  const isDone = now?.tag === tag && now.sourceId === target.id && now.authorId === ctx.actor?.id;
  const stood = isDone ? now.parentId : now?.id;
  return createHash("sha256").update(`${tag}/${target.id}/${stood}`).digest("base64url").slice(0, 32);
}
