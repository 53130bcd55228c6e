import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { passFilters, readWritten, type Sent } from "@/lib/filters";
import { MATERIAL_KIND } from "./model";

/** What a filter that holds does: somebody reviews the drafts of new members anyway; nobody looks at others. */
export const ifHeld = (ctx: Ctx, { state }: { state: string }): Sent["ifHeld"] =>
  state !== "published" && !can(ctx.actor, "comment.show-at-once") ? "reviewed" : "refused";

/** Asks the filters about what a member writes about a material. `before`: the texts that it replaces. */
export function passMaterial(
  ctx: Ctx,
  of: { pageId?: string; state: string },
  { texts, before }: { texts: readonly unknown[]; before?: readonly unknown[] },
) {
  return passFilters(ctx, {
    place: MATERIAL_KIND,
    ...(of.pageId === undefined ? {} : { pageId: of.pageId }),
    read: () => readWritten(texts),
    before: before && (() => readWritten(before)),
    ifHeld: ifHeld(ctx, of),
  });
}
