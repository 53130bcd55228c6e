import { and, desc, eq } from "drizzle-orm";
import { materialRequest } from "@/db/schema/training-use";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { grantFiles, revokeFileGrant } from "@/lib/files";
import { reportsOf } from "@/lib/queues";
import type { DecideRequest, EndAccess } from "@/lib/training/use/model";
import { actorId, loadMaterial, loadMaterialById, materialFact, requireState } from "../access";
import { isRestricted, MATERIAL_KIND, TRAINERS_KIND } from "../model";

/** A grant covers the material's files and those for trainers. */
const KINDS = [MATERIAL_KIND, TRAINERS_KIND] as const;

/**
 * Requests access to a restricted material's files. A member has one open request at a time; repeating it
 * does nothing.
 */
export async function askAccess(
  ctx: Ctx,
  { slug, reason }: { slug: string; reason: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.ask");
  requireState(loaded, "published");
  if (!isRestricted(loaded.facts)) throw new DomainError("conflict", "material_open");
  const requestId = await reportsOf(materialRequest).add(ctx, {
    materialId: loaded.id,
    memberId: actorId(ctx),
    reason,
  });
  if (requestId) await ctx.record("access.asked", { ...materialFact(loaded), requestId });
  else ctx.skipAudit("the member has asked already");
  return { slug };
}

/**
 * Decides on a request, with a reason for the requester. If granted, the member may download this material's
 * files, including those for trainers. Throws `conflict` / `already_decided` if someone else decided first.
 */
export async function decideRequest(ctx: Ctx, input: DecideRequest): Promise<{ slug: string }> {
  const isThis = eq(materialRequest.id, input.id);
  const [row] = await ctx.tx
    .select({ materialId: materialRequest.materialId, memberId: materialRequest.memberId })
    .from(materialRequest)
    .where(isThis);
  if (!row) throw new DomainError("not_found", "material");
  const loaded = await loadMaterialById(ctx.tx, row.materialId);
  ctx.authorize("material.grant", { ...loaded.facts, askerId: row.memberId });
  const { decision: state, reason: decisionReason } = input;
  const decided = await reportsOf(materialRequest).decide(ctx, isThis, { state, decisionReason });
  if (decided.length === 0) throw new DomainError("conflict", "already_decided");
  const isGranted = state === "granted";
  if (isGranted)
    for (const kind of KINDS)
      await grantFiles(ctx, { owner: { kind, id: loaded.id }, memberId: row.memberId });
  await ctx.record("access.decided", { ...materialFact(loaded), requestId: input.id, isGranted });
  return { slug: loaded.slug };
}

/**
 * Ends access that was granted to a member, with a reason that the member reads. Downloads stop with the next request.
 * Throws `conflict` / `access_ended` if the member has no such access (any more).
 */
export async function revokeAccess(ctx: Ctx, input: EndAccess): Promise<{ slug: string }> {
  const { slug, memberId, reason: endReason } = input;
  const loaded = await loadMaterial(ctx, slug);
  if (loaded.state !== "published" && loaded.state !== "retracted")
    throw new DomainError("not_found", "material");
  ctx.authorize("material.end-access", loaded.facts);
  let hadAccess = false;
  for (const kind of KINDS)
    hadAccess = (await revokeFileGrant(ctx, { owner: { kind, id: loaded.id }, memberId })) || hadAccess;
  if (!hadAccess) throw new DomainError("conflict", "access_ended");
  const ofMember = and(
    eq(materialRequest.materialId, loaded.id),
    eq(materialRequest.memberId, memberId),
    eq(materialRequest.state, "granted"),
  );
  const [newest] = await ctx.tx
    .select({ id: materialRequest.id })
    .from(materialRequest)
    .where(ofMember)
    .orderBy(desc(materialRequest.decidedAt), desc(materialRequest.id))
    .limit(1);
  await ctx.tx
    .update(materialRequest)
    .set({ state: "ended", endReason, endedBy: actorId(ctx), endedAt: ctx.now })
    .where(ofMember);
  const requestId = newest?.id ?? null;
  await ctx.record("access.ended", { ...materialFact(loaded), memberId, requestId });
  return { slug };
}
