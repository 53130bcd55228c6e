import { eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { type LoadedPost, loadEvenBinned, postFact, requireState } from "../access";
import { putPostFiles } from "../files";

type Step = { slug: string };

/**
 * Deletes a post that never appeared: it lies in the bin of whose it is, with all that it has, until retention ends that.
 * One that waits is taken back first. Said again it changes nothing.
 */
export async function removePost(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadEvenBinned(ctx, slug);
  if (loaded.state === "removed") {
    ctx.authorize("post.put-back", loaded.facts);
    ctx.untraced("it was deleted before");
    return { slug: loaded.slug };
  }
  ctx.authorize("post.remove", loaded.facts);
  requireState(loaded, "draft");
  await put(ctx, loaded, { state: "removed", removedAt: ctx.now });
  await ctx.record("post.removed", postFact(loaded));
  return { slug: loaded.slug };
}

/** Takes a post out of its bin: a draft again, with all that it had. Said again it changes nothing. */
export async function putBackPost(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadEvenBinned(ctx, slug);
  if (loaded.state === "draft") {
    ctx.authorize("post.remove", loaded.facts);
    ctx.untraced("it was put back before");
    return { slug: loaded.slug };
  }
  requireState(loaded, "removed");
  ctx.authorize("post.put-back", loaded.facts);
  await put(ctx, loaded, { state: "draft", removedAt: null });
  await ctx.record("post.put-back", postFact(loaded));
  return { slug: loaded.slug };
}

async function put(
  ctx: Ctx,
  { id }: LoadedPost,
  set: { state: "draft" | "removed"; removedAt: Date | null },
): Promise<void> {
  await ctx.tx
    .update(post)
    .set({ ...set, updatedAt: ctx.now })
    .where(eq(post.pageId, id));
  await putPostFiles(ctx, id);
}
