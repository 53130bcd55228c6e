import type { Ctx } from "@/lib/core/ctx";
import { hidePlaced, showPlaced } from "@/lib/revisions/oversee";
import type { HideRevision, RevisionParams } from "../editing/model";
import { loadRevision, profileKinds } from "../section-access";

/** Hides something of a revision of a profile. Throws as `hide` does. */
export async function hideRevision(ctx: Ctx, input: HideRevision): Promise<void> {
  await hidePlaced(ctx, await loadRevision(ctx.tx, input.slug, input.number), profileKinds, input);
}

/** Shows a revision again to whoever may read revisions. */
export async function showRevision(ctx: Ctx, input: RevisionParams): Promise<void> {
  await showPlaced(ctx, await loadRevision(ctx.tx, input.slug, input.number));
}
