import { and, eq, isNull } from "drizzle-orm";
import { material, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lifecycleOf, type StepColumns } from "@/lib/publishing";
import { type LoadedMaterial, loadEvenTrashed, loadMaterial, materialFact, requireState } from "../access";
import { requireComplete } from "../complete";
import { updateMaterialFiles } from "../files";
import { MATERIAL_KIND } from "../model";

/**
 * Lifecycle commands of materials. A reviewer publishes, or the owner if their uploads need no review; files
 * follow each step.
 */
export const {
  submit: submitMaterial,
  withdraw: withdrawMaterial,
  giveBack: returnMaterial,
  publish: publishMaterial,
  retract: retractMaterial,
  restore: restoreMaterial,
  remove: removeMaterial,
  putBack: restoreDeletedMaterial,
} = lifecycleOf<LoadedMaterial>({
  sort: MATERIAL_KIND,
  load: loadMaterial,
  loadEvenTrashed,
  may: {
    submit: (ctx, { facts }) => ctx.authorize("material.edit", facts),
    withdraw: (ctx, { facts }) => ctx.authorize("material.edit", facts),
    return: (ctx, { facts }) => ctx.authorize("material.review", facts),
    publish(ctx, { facts }) {
      ctx.authorize("material.publish", facts);
      // A draft that its owner is working on cannot be published by others.
      if (facts.state === "draft" && facts.ownerId !== ctx.actor?.id && facts.ownerId !== null)
        throw new DomainError("conflict", "material_state", { state: facts.state });
    },
    retract: (ctx, { facts }) => ctx.authorize("material.retract", facts),
    restore: (ctx, { facts }) => ctx.authorize("material.restore", facts),
    remove: (ctx, { facts }) => ctx.authorize("material.remove", facts),
    "put-back": (ctx, { facts }) => ctx.authorize("material.put-back", facts),
  },
  withdrawnFrom: ["submitted"],
  publishedFrom: ["draft", "submitted"],
  removedFrom: ["draft", "submitted"],
  requireComplete: (ctx, { id }) => requireComplete(ctx, id),
  write,
});

/** Writes a step. When a material is published, so are its unpublished versions. */
async function write(ctx: Ctx, loaded: LoadedMaterial, set: StepColumns): Promise<void> {
  const memberId = ctx.actor?.id ?? null;
  const isOut = set.state === "published" && loaded.state !== "retracted";
  const own = isOut
    ? {
        publishedAt: ctx.now,
        renewedAt: ctx.now,
        reviewedAt: ctx.now,
        publishedBy: memberId,
        submittedAt: null,
      }
    : { retractedBy: set.state === "retracted" ? memberId : null };
  await update(ctx, loaded, { ...set, ...own });
  if (isOut)
    await ctx.tx
      .update(materialVersion)
      .set({ publishedAt: ctx.now, submittedAt: null })
      .where(and(eq(materialVersion.materialId, loaded.id), isNull(materialVersion.publishedAt)));
  await updateMaterialFiles(ctx, loaded.id);
}

function update(ctx: Ctx, loaded: LoadedMaterial, set: Partial<typeof material.$inferInsert>) {
  return ctx.tx
    .update(material)
    .set({ ...set, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
}

/** Confirms that a material is still correct although the law it teaches has changed. */
export async function confirmMaterial(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.confirm", loaded.facts);
  requireState(loaded, "published");
  await update(ctx, loaded, { reviewedAt: ctx.now, staleSince: null, stalePath: null });
  await ctx.record("material.confirmed", materialFact(loaded));
  return { slug };
}
