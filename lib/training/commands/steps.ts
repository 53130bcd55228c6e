import { and, eq, isNull } from "drizzle-orm";
import { material, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import {
  type LoadedMaterial,
  loadEvenBinned,
  loadMaterial,
  materialFact,
  requireSeen,
  requireState,
} from "../access";
import { requireComplete } from "../complete";
import { putMaterialFiles } from "../files";

type Step = { slug: string };

/** Hands a draft in to those who review. Throws `invalid` for what it lacks before it can be found by others. */
export async function submitMaterial(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.edit", loaded.facts);
  requireState(loaded, "draft");
  await requireComplete(ctx, loaded.id);
  await setState(ctx, loaded, { state: "submitted", submittedAt: ctx.now, returnReason: null });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.submitted", materialFact(loaded));
  return { slug };
}

/** Takes a material back that waits for its review. */
export async function withdrawMaterial(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.edit", loaded.facts);
  requireState(loaded, "submitted");
  await setState(ctx, loaded, { state: "draft", submittedAt: null });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.withdrawn", materialFact(loaded));
  return { slug };
}

/** Gives a material back to its owner with the reason, who is told. */
export async function returnMaterial(ctx: Ctx, { slug, reason }: Step & { reason: string }): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.review", loaded.facts);
  requireState(loaded, "submitted");
  await setState(ctx, loaded, { state: "draft", submittedAt: null, returnReason: reason });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.returned", materialFact(loaded));
  return { slug };
}

/** Publishes a material with the versions that it has. */
export async function publishMaterial(ctx: Ctx, { slug, seen }: Step & { seen?: string }): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.publish", loaded.facts);
  requireState(loaded, "draft", "submitted");
  // What its owner still works on is not taken from them.
  if (loaded.state === "draft" && loaded.facts.ownerId !== ctx.actor?.id && loaded.facts.ownerId !== null)
    throw new DomainError("conflict", "material_state", { state: loaded.state });
  requireSeen(loaded, seen);
  await requireComplete(ctx, loaded.id);
  await setState(ctx, loaded, {
    state: "published",
    publishedAt: ctx.now,
    renewedAt: ctx.now,
    publishedBy: ctx.actor?.id ?? null,
    ...{ submittedAt: null, returnReason: null, reviewedAt: ctx.now },
  });
  await ctx.tx
    .update(materialVersion)
    .set({ publishedAt: ctx.now, submittedAt: null })
    .where(and(eq(materialVersion.materialId, loaded.id), isNull(materialVersion.publishedAt)));
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.published", materialFact(loaded));
  return { slug };
}

/** Takes a published material from the lists; its address stays and says why, its files are nobody's any more. */
export async function retractMaterial(ctx: Ctx, { slug, reason }: Step & { reason: string }): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.retract", loaded.facts);
  requireState(loaded, "published");
  await setState(ctx, loaded, {
    ...{ state: "retracted", retractedAt: ctx.now, retractionReason: reason },
    retractedBy: ctx.actor?.id ?? null,
  });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.retracted", materialFact(loaded));
  return { slug };
}

/** Brings a retracted material back, at its old date and with its versions, for a reason that stands on the record. */
export async function restoreMaterial(ctx: Ctx, { slug, reason }: Step & { reason: string }): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.restore", loaded.facts);
  requireState(loaded, "retracted");
  await requireComplete(ctx, loaded.id);
  const retraction = { retractedAt: null, retractionReason: null, retractedBy: null };
  await setState(ctx, loaded, { state: "published", ...retraction });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.restored", { ...materialFact(loaded), reason });
  return { slug };
}

/**
 * Deletes a material that was never published: it lies in its owner's bin, with its files, until retention ends that.
 * Said again it changes nothing.
 */
export async function removeMaterial(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadEvenBinned(ctx.tx, slug, ctx.actor);
  if (loaded.state === "removed") {
    ctx.authorize("material.put-back", loaded.facts);
    ctx.untraced("it was deleted before");
    return { slug };
  }
  ctx.authorize("material.remove", loaded.facts);
  requireState(loaded, "draft", "submitted");
  await setState(ctx, loaded, { state: "removed", removedAt: ctx.now, submittedAt: null });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.removed", materialFact(loaded));
  return { slug };
}

/** Takes a material out of its owner's bin: a draft again, with all that it had. Said again it changes nothing. */
export async function putBackMaterial(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadEvenBinned(ctx.tx, slug, ctx.actor);
  if (loaded.state === "draft") {
    ctx.authorize("material.remove", loaded.facts);
    ctx.untraced("it was put back before");
    return { slug };
  }
  requireState(loaded, "removed");
  ctx.authorize("material.put-back", loaded.facts);
  await setState(ctx, loaded, { state: "draft", removedAt: null });
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.put-back", materialFact(loaded));
  return { slug };
}

/** Says that a material still stands although the law that it teaches has changed since. */
export async function confirmMaterial(ctx: Ctx, { slug }: Step): Promise<Step> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.confirm", loaded.facts);
  requireState(loaded, "published");
  await setState(ctx, loaded, { reviewedAt: ctx.now, staleSince: null, stalePath: null });
  await ctx.record("material.confirmed", materialFact(loaded));
  return { slug };
}

function setState(ctx: Ctx, loaded: LoadedMaterial, set: Partial<typeof material.$inferInsert>) {
  return ctx.tx
    .update(material)
    .set({ ...set, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
}
