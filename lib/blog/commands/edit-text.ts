import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { editingOf } from "@/lib/pages";
import { type LoadedPost, loadPost } from "../access";
import { postKinds } from "../body";

const load = async (ctx: Ctx, slug: string): Promise<LoadedPost> => {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  return loaded;
};

/**
 * Commands for a post's text. Published directly until the post is accepted; afterwards an author's change
 * needs review.
 */
export const {
  save: saveBody,
  saveTyped: saveGivenText,
  saveRefused: saveRefusedBody,
  preview: previewBody,
  saveDraft: saveBodyDraft,
  discardDraft: discardBodyDraft,
  saveDetailsDraft,
  discardDetailsDraft,
  discardDrafts: discardPostDrafts,
} = editingOf<LoadedPost>({
  kinds: postKinds,
  load,
  async loadDetails(ctx, slug) {
    const loaded = await loadPost(ctx, slug);
    ctx.authorize("post.describe", loaded.facts);
    return loaded;
  },
  // A moderator looks at every post before it is published.
  ifHeld: () => "reviewed",
  isPublished: (ctx, { state }) =>
    (state !== "published" && state !== "scheduled") || can(ctx.actor, "post.publish"),
});
