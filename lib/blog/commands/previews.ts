import { createHash, randomBytes } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { postPreview } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { loadPost, postFact, requireState } from "../access";
import { PREVIEW_DAYS } from "../model";

/** Hashes the token of a preview link for storage. */
export function previewHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Creates a preview link, by which people without an account can read an unpublished post; its token is shown once. */
export async function makePreview(
  ctx: Ctx,
  { slug }: { slug: string },
): Promise<{ slug: string; token: string; expiresAt: Date }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  requireState(loaded, "draft", "submitted", "scheduled");
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(ctx.now.getTime() + PREVIEW_DAYS * 86_400_000);
  await ctx.tx.insert(postPreview).values({
    hash: previewHash(token),
    postId: loaded.id,
    createdBy: ctx.actor?.id ?? "",
    createdAt: ctx.now,
    expiresAt,
  });
  await ctx.record("post.preview-made", postFact(loaded));
  return { slug: loaded.slug, token, expiresAt };
}

/** Ends a preview link early, whoever created it. Does nothing if it is gone. */
export async function revokePreview(
  ctx: Ctx,
  { slug, id }: { slug: string; id: string },
): Promise<{ slug: string }> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  const gone = await ctx.tx
    .delete(postPreview)
    .where(and(eq(postPreview.hash, id), eq(postPreview.postId, loaded.id)))
    .returning({ id: postPreview.hash });
  if (gone.length > 0) await ctx.record("post.preview-ended", postFact(loaded));
  else ctx.skipAudit("the link had ended");
  return { slug: loaded.slug };
}

/** Deletes expired preview links; for the retention job. Returns how many. */
export async function removeOldPreviews(tx: Tx, now: Date): Promise<number> {
  const gone = await tx
    .delete(postPreview)
    .where(lt(postPreview.expiresAt, now))
    .returning({ hash: postPreview.hash });
  return gone.length;
}
