import type { Ctx } from "@/lib/core/ctx";
import { amendedOf, handTo, reviewOf, takeBackOf, thankFor } from "@/lib/pages/review";
import { type Decided, sendAgain, withdraw } from "@/lib/revisions";
import type { AcceptRevision, HandRevision, RevisionParams, SectionParams } from "../editing/model";
import { publishing, publishingAmended } from "../second-person";
import { loadRevision, loadSection, profileKinds } from "../section-access";

const review = reviewOf(profileKinds, loadForReview);

/**
 * Accepts someone else's pending edit. In a protected section only members who can edit it may (`forbidden`).
 * Throws as `accept` of `reviewOf`.
 */
export function acceptRevision(ctx: Ctx, { choices, seen = null, ...at }: AcceptRevision): Promise<Decided> {
  return review.accept(ctx, at, choices ? { choices, seen } : undefined);
}

export const { reject: rejectRevision, claim: claimRevision, release: releaseRevision } = review;

/**
 * Accepts someone else's pending edit with the reviewer's amendments. Refused (`forbidden`) where each change
 * needs a second person, since nobody would review the amendments. Throws as `acceptRevision` and
 * `saveSection`.
 */
export const acceptEdited = amendedOf(profileKinds, loadForReview, publishingAmended);

/** Hands a pending edit to another reviewer. Throws as `handTo`. */
export async function handOverRevision(ctx: Ctx, input: HandRevision): Promise<void> {
  await handTo(ctx, await loadForReview(ctx, input), input.to);
}

/** Withdraws an own pending edit. Throws `conflict` / `already_decided` if someone decided first. */
export async function withdrawRevision(ctx: Ctx, input: RevisionParams): Promise<Decided> {
  const { section, facts, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.withdraw", { country: facts.country, authorId: revision.authorId });
  return withdraw(ctx, section, revision);
}

/** Withdraws a pending edit of a member whose contributions are cleaned up, who may do so as its caller asked. Returns false if it was decided. */
export async function withdrawForCleanup(ctx: Ctx, input: RevisionParams): Promise<boolean> {
  const { section, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  if (revision.state !== "pending") return false;
  await withdraw(ctx, section, revision);
  return true;
}

/** Sends again what `withdrawForCleanup` withdrew, for its author. Returns its number; null if there is nothing to send. */
export async function sendAgainAfterCleanup(ctx: Ctx, input: RevisionParams): Promise<number | null> {
  const { section, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  return (await sendAgain(ctx, section, profileKinds, revision))?.number ?? null;
}

async function loadForReview(ctx: Ctx, input: RevisionParams, to?: "accept" | "decide") {
  const found = await loadRevision(ctx.tx, input.slug, input.number);
  const { authorId } = found.revision;
  ctx.authorize("revision.review", { country: found.facts.country, authorId });
  if (to === "accept") ctx.authorize("revision.accept", { ...found.facts, authorId });
  return found;
}

export const {
  revert: revertSection,
  undo: undoRevision,
  rollBack: rollBackSection,
} = takeBackOf({
  kinds: profileKinds,
  loadRevision: ({ tx }, { slug, number }) => loadRevision(tx, slug, number),
  loadSection: ({ tx }, { slug, section, lang }: SectionParams) => loadSection(tx, slug, section, lang),
  publishing,
});

/** Thanks the author of a published revision. Throws `forbidden` for one's own, and as `thankFor`. */
export async function thankEditor(ctx: Ctx, input: RevisionParams): Promise<RevisionParams> {
  const found = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.thank", { country: found.facts.country, authorId: found.revision.authorId });
  await thankFor(ctx, found);
  return input;
}
