import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { reviewOf } from "@/lib/pages/review";
import { type Decided, readRevisionByNumber } from "@/lib/revisions";
import { loadPost } from "../access";
import { postKinds } from "../body";

type Decision = { slug: string; number: number };

const review = reviewOf(postKinds, async (ctx, { slug, number }) => {
  const { section } = await loadPost(ctx, slug);
  const revision = await readRevisionByNumber(ctx.tx, section.pageId, number);
  ctx.authorize("post.review", { authorId: revision?.authorId ?? null });
  if (!revision) throw new DomainError("not_found", "revision");
  return { section, revision };
});

/** Changes of posts are not claimed for review. */
const UNCLAIMED = { despiteClaim: true };

/** Publishes a pending change of a post's text. Nobody can accept their own. Throws as `accept`. */
export function acceptBody(ctx: Ctx, at: Decision): Promise<Decided> {
  return review.accept(ctx, { ...at, ...UNCLAIMED });
}

/** Rejects a pending change with a reason for its author. */
export function rejectBody(ctx: Ctx, at: Decision & { reason: string }): Promise<Decided> {
  return review.reject(ctx, { ...at, ...UNCLAIMED });
}
