import type { Ctx } from "@/lib/core/ctx";
import { accept, type Decided, reject } from "@/lib/revisions/review";
import type { RejectRevision, RevisionParams } from "../editing/model";
import { loadRevision, profileKinds } from "../section-access";

/**
 * Accepts a waiting edit of somebody else: it is published, merged with what came since where the section moved on.
 * Throws `conflict`: `already_decided` when someone was quicker, `accept_conflict` when only a person can merge it.
 */
export async function acceptRevision(ctx: Ctx, input: RevisionParams): Promise<Decided> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.review", { country: facts.country, authorId: revision.authorId });
  return accept(ctx, section, profileKinds, revision);
}

/** Rejects a waiting edit of somebody else with a reason that its author is told. Throws as `acceptRevision` does. */
export async function rejectRevision(ctx: Ctx, input: RejectRevision): Promise<Decided> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.review", { country: facts.country, authorId: revision.authorId });
  return reject(ctx, section, revision, input.reason);
}
