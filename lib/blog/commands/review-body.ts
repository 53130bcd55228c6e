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

/** Nobody takes the change of a post to decide on it. */
const UNCLAIMED = { despiteClaim: true };

/** Publishes a change of a post's text that waited. Nobody accepts a change of their own. Throws as `accept` does. */
export function acceptBody(ctx: Ctx, at: Decision): Promise<Decided> {
  return review.accept(ctx, { ...at, ...UNCLAIMED });
}

/** Rejects a change that waited, with a reason that its author reads. */
export function rejectBody(ctx: Ctx, at: Decision & { reason: string }): Promise<Decided> {
  return review.reject(ctx, { ...at, ...UNCLAIMED });
}
