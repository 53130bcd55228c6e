import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { claim, claimFor, refuseClaimed, release } from "@/lib/revisions/claims";
import { contentOf } from "@/lib/revisions/contents";
import type { Saved } from "@/lib/revisions/keep";
import { accept, acceptAmended, type Decided, reject, withdraw } from "@/lib/revisions/review";
import type { SaveInput } from "@/lib/revisions/save";
import type { SectionRow } from "@/lib/revisions/sections";
import type { AcceptRevision, HandRevision, RejectRevision, RevisionParams } from "../editing/model";
import { findReviewer } from "../hand-over";
import { publishingAmended } from "../second-person";
import { loadRevision, profileKinds } from "../section-access";

/**
 * Accepts a waiting edit of somebody else: it is published, merged with what came since where the section moved on. In
 * a protected section that is for those who may edit it (`forbidden`). Throws `conflict`: `claimed` while somebody else has
 * taken it, unless `despiteClaim` says that this is known; `already_decided` when someone was quicker, `accept_conflict` when only a person can merge it and
 * `choices` do not say how.
 */
export async function acceptRevision(ctx: Ctx, input: AcceptRevision): Promise<Decided> {
  const { section, facts, revision } = await loadForReview(ctx, input);
  ctx.authorize("revision.accept", { ...facts, authorId: revision.authorId });
  await refuseClaimed(ctx, revision.id, input.despiteClaim);
  const { choices, seen = null } = input;
  return accept(ctx, section, profileKinds, revision, choices ? { choices, seen } : undefined);
}

/** Rejects a waiting edit of somebody else with a reason that its author is told. Throws as `acceptRevision` does. */
export async function rejectRevision(ctx: Ctx, input: RejectRevision): Promise<Decided> {
  const { section, revision } = await loadForReview(ctx, input);
  await refuseClaimed(ctx, revision.id, input.despiteClaim);
  return reject(ctx, section, revision, input.reason);
}

/**
 * Accepts a waiting edit of somebody else as the reviewer has amended it. Not where each change needs a second person:
 * what the reviewer adds there would have none (`forbidden`). Throws as `acceptRevision` and `saveSection` do.
 */
export async function acceptEdited(
  ctx: Ctx,
  at: SectionRow,
  input: SaveInput & { slug: string; accepts: number; despiteClaim?: boolean | undefined },
): Promise<Saved> {
  const { section, facts, revision } = await loadForReview(ctx, { slug: input.slug, number: input.accepts });
  ctx.authorize("section.edit", facts);
  ctx.authorize("section.publish", facts);
  if (section.id !== at.id) throw new DomainError("not_found", "revision");
  await refuseClaimed(ctx, revision.id, input.despiteClaim);
  const proposed = contentOf(profileKinds(section.key), revision);
  const isPublished = publishingAmended(ctx, section.key, facts, proposed);
  return acceptAmended(ctx, section, profileKinds, revision, input, isPublished);
}

/** Takes a waiting edit to decide on it; see `claim`. */
export async function claimRevision(ctx: Ctx, input: RevisionParams): Promise<void> {
  const { section, revision } = await loadForReview(ctx, input);
  await claim(ctx, revision);
  await ctx.record("revision.claimed", { pageId: section.pageId, revisionId: revision.id });
}

/**
 * Hands a waiting edit to somebody else who may decide on it, for a day; they are told. Throws `invalid` for one who may
 * not, and as `claim` does.
 */
export async function handRevision(ctx: Ctx, input: HandRevision): Promise<void> {
  const { section, facts, revision } = await loadForReview(ctx, input);
  const edit = { ...facts, authorId: revision.authorId };
  const to = ctx.actor && (await findReviewer(ctx.actor, edit, input.to, ctx.tx));
  if (!to) throw invalidFields({ to: ["choose"] });
  await claimFor(ctx, revision, to.id);
  await ctx.record("revision.handed", { pageId: section.pageId, revisionId: revision.id, memberId: to.id });
}

/** Gives an own claim on a waiting edit up. */
export async function releaseRevision(ctx: Ctx, input: RevisionParams): Promise<void> {
  const { section, revision } = await loadForReview(ctx, input);
  if (!(await release(ctx, revision.id))) return ctx.untraced("there is no claim of theirs");
  await ctx.record("revision.released", { pageId: section.pageId, revisionId: revision.id });
}

/** Takes an own waiting edit back. Throws `conflict` / `already_decided` when someone was quicker. */
export async function withdrawRevision(ctx: Ctx, input: RevisionParams): Promise<Decided> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.withdraw", { country: facts.country, authorId: revision.authorId });
  return withdraw(ctx, section, revision);
}

async function loadForReview(ctx: Ctx, input: RevisionParams) {
  const found = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.review", { country: found.facts.country, authorId: found.revision.authorId });
  return found;
}
