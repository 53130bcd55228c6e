import { and, eq } from "drizzle-orm";
import { materialRequest } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { grantFiles } from "@/lib/files";
import { actorId, loadMaterial, loadMaterialById, materialFact, requireState } from "../access";
import { type DecideRequest, isRestricted, MATERIAL_KIND, TRAINERS_KIND } from "../model";

/** Asks for the files of a restricted material. One question of a member is open at a time: the same again is the same. */
export async function askAccess(
  ctx: Ctx,
  { slug, reason }: { slug: string; reason: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.ask");
  requireState(loaded, "published");
  if (!isRestricted(loaded.facts)) throw new DomainError("conflict", "material_open");
  const id = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(materialRequest)
    .values({
      ...{ id, materialId: loaded.id, memberId: actorId(ctx), reason },
      ...{ state: "open", createdAt: ctx.now },
    })
    .onConflictDoNothing()
    .returning({ id: materialRequest.id });
  if (made.length === 0) ctx.untraced("the member has asked already");
  else await ctx.record("access.asked", { ...materialFact(loaded), requestId: id });
  return { slug };
}

/**
 * Decides, with a reason that the asker is told. Granted, the member may have the files of this material, what is for
 * trainers among them, and of none other. Throws `conflict` / `already_decided` to the second who decides.
 */
export async function decideRequest(ctx: Ctx, input: DecideRequest): Promise<{ slug: string }> {
  const [row] = await ctx.tx
    .select({
      id: materialRequest.id,
      materialId: materialRequest.materialId,
      memberId: materialRequest.memberId,
      state: materialRequest.state,
    })
    .from(materialRequest)
    .where(eq(materialRequest.id, input.id))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "material");
  const loaded = await loadMaterialById(ctx.tx, row.materialId);
  ctx.authorize("material.grant", { ...loaded.facts, askerId: row.memberId });
  if (row.state !== "open") throw new DomainError("conflict", "already_decided");
  const isGranted = input.decision === "granted";
  await ctx.tx
    .update(materialRequest)
    .set({
      ...{ state: input.decision, decisionReason: input.reason },
      ...{ decidedBy: actorId(ctx), decidedAt: ctx.now },
    })
    .where(and(eq(materialRequest.id, row.id), eq(materialRequest.state, "open")));
  if (isGranted)
    for (const kind of [MATERIAL_KIND, TRAINERS_KIND])
      await grantFiles(ctx, { owner: { kind, id: loaded.id }, memberId: row.memberId });
  await ctx.record("access.decided", { ...materialFact(loaded), requestId: row.id, isGranted });
  return { slug: loaded.slug };
}
