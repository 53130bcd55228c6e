import { and, eq } from "drizzle-orm";
import { type BylineState, postAuthor, postPreview } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isLocale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { hiddenPostError, type LoadedPost, lockPost, postFact } from "../access";
import { readDetails } from "../details-kind";
import { updatePostFiles } from "../files";
import { upsertDetails } from "../save-details";

type At = { slug: string; clientToken: string };

/** Signs a post one was asked to sign: one's name is added to the byline, and one may edit it. */
export async function agreeToByline(ctx: Ctx, at: At): Promise<{ slug: string }> {
  return answer(ctx, at, { from: "asked", to: "agreed" });
}

/** Declines a byline request; authors see this and cannot ask again. */
export async function declineByline(ctx: Ctx, at: At): Promise<{ slug: string }> {
  return answer(ctx, at, { from: "asked", to: "declined" });
}

/** Removes one's own name from a byline, at any time, unless it is the last. Throws `conflict` / `last_author`. */
export async function leaveByline(ctx: Ctx, at: At): Promise<{ slug: string }> {
  return answer(ctx, at, { from: "agreed", to: "declined" });
}

/** Answers for oneself. Repeating it does nothing; for a member never asked, the post does not exist. */
async function answer(
  ctx: Ctx,
  at: At,
  { from, to }: { from: BylineState; to: BylineState },
): Promise<{ slug: string }> {
  if (ctx.actor === null) throw new DomainError("unauthenticated", "sign_in");
  const memberId = ctx.actor.id;
  const loaded = await lockPost(ctx, at.slug);
  if (loaded.state === "removed") throw hiddenPostError(ctx.actor, loaded.facts);
  const [mine] = await ctx.tx
    .select({ state: postAuthor.state })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, loaded.id), eq(postAuthor.memberId, memberId)));
  if (mine?.state !== from && mine?.state !== to) throw new DomainError("not_found", "post");
  ctx.authorize("byline.answer", { memberId });
  if (mine.state === to) {
    ctx.skipAudit("they said so before");
    return { slug: loaded.slug };
  }
  if (from === "agreed" && loaded.authors.length < 2) throw new DomainError("conflict", "last_author");
  await put(ctx, loaded, at, to);
  // Also ends the preview links that the member created.
  if (to === "declined")
    await ctx.tx
      .delete(postPreview)
      .where(and(eq(postPreview.postId, loaded.id), eq(postPreview.createdBy, memberId)));
  return { slug: loaded.slug };
}

async function put(ctx: Ctx, loaded: LoadedPost, { clientToken }: At, state: BylineState): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  const before = loaded.publishedAt === null ? null : await readDetails(ctx.tx, loaded.id);
  await ctx.tx
    .update(postAuthor)
    .set({ state, answeredAt: ctx.now })
    .where(and(eq(postAuthor.postId, loaded.id), eq(postAuthor.memberId, memberId)));
  await updatePostFiles(ctx, loaded.id);
  if (before) {
    const t = translator(isLocale(loaded.language) ? loaded.language : "en");
    // Without the name: revisions are permanent, but a member's name can be erased.
    await upsertDetails(ctx, loaded, before, { note: t("posts.byline.changed"), clientToken });
  }
  await ctx.record("byline.answered", { ...postFact(loaded), memberId, isSigned: state === "agreed" });
}
