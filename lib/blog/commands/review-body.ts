import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { readRevisionByNumber } from "@/lib/revisions/contents";
import { accept, reject } from "@/lib/revisions/review";
import { loadPost } from "../access";
import { postKinds } from "../body";

type Decision = { slug: string; number: number };

/**
 * Publishes a change of a post's text that waited, merged with what was written since. Nobody accepts a change of
 * their own. Throws `conflict`: `already_decided`, or `accept_conflict` when only a person can merge them.
 */
export async function acceptBody(ctx: Ctx, { slug, number }: Decision): Promise<{ slug: string }> {
  const { loaded, revision } = await loadWaiting(ctx, slug, number);
  await accept(ctx, loaded.section, postKinds, revision);
  return { slug: loaded.slug };
}

/** Rejects a change that waited, with a reason that its author reads. */
export async function rejectBody(
  ctx: Ctx,
  { slug, number, reason }: Decision & { reason: string },
): Promise<{ slug: string }> {
  const { loaded, revision } = await loadWaiting(ctx, slug, number);
  await reject(ctx, loaded.section, revision, reason);
  return { slug: loaded.slug };
}

async function loadWaiting(ctx: Ctx, slug: string, number: number) {
  const loaded = await loadPost(ctx, slug);
  const revision = await readRevisionByNumber(ctx.tx, loaded.section.pageId, number);
  ctx.authorize("post.review", { authorId: revision?.authorId ?? null });
  if (!revision) throw new DomainError("not_found", "revision");
  return { loaded, revision };
}
