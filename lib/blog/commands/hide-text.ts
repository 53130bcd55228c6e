import type { Ctx } from "@/lib/core/ctx";
import { hidePlaced, showPlaced } from "@/lib/revisions/oversee";
import { postKinds } from "../body";
import type { DecideBody, HidePostRevision } from "../model";
import { loadPast } from "../past";

/** Hides something of a revision of a post, of its text or of what stands round it. Throws as `hide` does. */
export async function hidePostRevision(ctx: Ctx, input: HidePostRevision): Promise<void> {
  ctx.authorize("revision.hide");
  await hidePlaced(ctx, await loadPast(ctx.tx, input.slug, input.number), postKinds, input);
}

/** Shows it again to whoever may read the history of the post. */
export async function showPostRevision(ctx: Ctx, input: DecideBody): Promise<void> {
  ctx.authorize("revision.hide");
  await showPlaced(ctx, await loadPast(ctx.tx, input.slug, input.number));
}
