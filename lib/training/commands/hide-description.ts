import type { Ctx } from "@/lib/core/ctx";
import { hidePlaced, showPlaced } from "@/lib/revisions/oversee";
import { materialKinds } from "../description";
import type { HideDescription, PastDescription } from "../model";
import { loadPast } from "../past";

/** Hides something of a revision of a material's description. Throws as `hide` does. */
export async function hideDescription(ctx: Ctx, input: HideDescription): Promise<void> {
  ctx.authorize("revision.hide");
  await hidePlaced(ctx, await loadPast(ctx.tx, input.slug, input.number), materialKinds, input);
}

/** Shows it again to whoever may read the history of the description. */
export async function showDescription(ctx: Ctx, input: PastDescription): Promise<void> {
  ctx.authorize("revision.hide");
  await showPlaced(ctx, await loadPast(ctx.tx, input.slug, input.number));
}
