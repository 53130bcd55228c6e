import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { findReviewer, reviewOf } from "@/lib/pages/review";
import { claimFor, refuseClaimed } from "@/lib/revisions/claims";
import { contentOf } from "@/lib/revisions/contents";
import type { Saved } from "@/lib/revisions/keep";
import { acceptAmended, type Decided, withdraw } from "@/lib/revisions/review";
import type { SaveInput } from "@/lib/revisions/save";
import type { SectionRow } from "@/lib/revisions/sections";
import type { AcceptRevision, HandRevision, RevisionParams } from "../editing/model";
import { publishingAmended } from "../second-person";
import { loadRevision, profileKinds } from "../section-access";

const review = reviewOf(profileKinds, loadForReview);

/**
 * Accepts a waiting edit of somebody else. In a protected section that is for those who may edit it (`forbidden`).
 * Throws as `accept` of `reviewOf` does.
 */
export function acceptRevision(ctx: Ctx, { choices, seen = null, ...at }: AcceptRevision): Promise<Decided> {
  return review.accept(ctx, at, choices ? { choices, seen } : undefined);
}

export const { reject: rejectRevision, claim: claimRevision, release: releaseRevision } = review;

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

/** Takes an own waiting edit back. Throws `conflict` / `already_decided` when someone was quicker. */
export async function withdrawRevision(ctx: Ctx, input: RevisionParams): Promise<Decided> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.withdraw", { country: facts.country, authorId: revision.authorId });
  return withdraw(ctx, section, revision);
}

async function loadForReview(ctx: Ctx, input: RevisionParams, to?: "accept" | "decide") {
  const found = await loadRevision(ctx.tx, input.slug, input.number);
  const { authorId } = found.revision;
  ctx.authorize("revision.review", { country: found.facts.country, authorId });
  if (to === "accept") ctx.authorize("revision.accept", { ...found.facts, authorId });
  return found;
}
