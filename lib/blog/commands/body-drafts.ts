import type { Ctx } from "@/lib/core/ctx";
import { baseIdOf } from "@/lib/revisions/contents";
import { dropDraft, keepDraft } from "@/lib/revisions/draft";
import { type Preview, previewContent } from "@/lib/revisions/preview";
import { loadPost } from "../access";
import { postKinds } from "../body";
import { BODY, type PreviewBody, type SaveBodyDraft } from "../model";

/** Keeps what its author is writing. Throws `conflict` / `draft_sequence` as the draft of a profile's section does. */
export async function saveBodyDraft(
  ctx: Ctx,
  input: SaveBodyDraft,
): Promise<{ sequence: number; updatedAt: Date }> {
  ctx.untraced("a draft is its author's own");
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  const baseId = await baseIdOf(ctx.tx, loaded.section, input.base);
  return keepDraft(ctx.tx, ctx.actor?.id ?? "", loaded.section, { ...input, baseId }, ctx.now);
}

/** Throws the own draft of a post's text away; no harm when there is none. */
export async function discardBodyDraft(
  ctx: Ctx,
  { slug }: { slug: string },
): Promise<{ slug: string; isDiscarded: boolean }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  const memberId = ctx.actor?.id ?? "";
  const isDiscarded = await dropDraft(ctx.tx, memberId, loaded.section.id);
  if (isDiscarded) await ctx.record("draft.discarded", { memberId, sectionId: loaded.section.id });
  else ctx.untraced("there was no draft");
  return { slug: loaded.slug, isDiscarded };
}

/** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
export async function previewBody(ctx: Ctx, input: PreviewBody): Promise<Preview> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  ctx.untraced("nothing is kept");
  return previewContent(ctx.tx, loaded.section, postKinds(BODY), input);
}
