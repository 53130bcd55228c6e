import type { Ctx } from "@/lib/core/ctx";
import type { TextDiscard } from "@/lib/revisions/input";
import { discardOwnDrafts, keepOwnDraft } from "@/lib/revisions/own-draft";
import { type Preview, previewContent } from "@/lib/revisions/preview";
import { loadPost } from "../access";
import { postKinds } from "../body";
import { BODY, type PreviewBody, type SaveBodyDraft } from "../model";

/** Keeps what its author is writing. Throws `conflict` / `draft_sequence` as the draft of a profile's section does. */
export async function saveBodyDraft(
  ctx: Ctx,
  input: SaveBodyDraft,
): Promise<{ sequence: number; updatedAt: Date }> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  return keepOwnDraft(ctx, loaded.section, input);
}

/** Throws the own draft of a post's text away; no harm when there is none. */
export async function discardBodyDraft(
  ctx: Ctx,
  { slug, sequence }: { slug: string } & TextDiscard,
): Promise<{ slug: string; isDiscarded: boolean }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  return { slug: loaded.slug, isDiscarded: await discardOwnDrafts(ctx, [loaded.section.id], sequence) };
}

/** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
export async function previewBody(ctx: Ctx, input: PreviewBody): Promise<Preview> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  ctx.untraced("nothing is kept");
  return previewContent(ctx.tx, loaded.section, postKinds(BODY), input);
}
