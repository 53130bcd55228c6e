import { eq } from "drizzle-orm";
import { materialDelivery } from "@/db/schema/training-use";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { RecordDelivery } from "@/lib/training/use/model";
import { actorId, loadMaterial, materialFact, requireState } from "../access";
import { passMaterial } from "../pass";

/** Records that a material was taught: where, when, and to how many of whom. The same token again does nothing. */
export async function recordDelivery(ctx: Ctx, input: RecordDelivery): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("delivery.record");
  requireState(loaded, "published");
  const { country, place, institution, startsOn, language, note, clientToken } = input;
  await passMaterial(ctx, { pageId: loaded.id, state: "published" }, { texts: [place, institution, note] });
  const counted = input.participantRole.flatMap((role, n) => {
    const many = input.participantCount[n] ?? 0;
    return many > 0 ? [[role, many] as const] : [];
  });
  const id = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(materialDelivery)
    .values({
      id,
      materialId: loaded.id,
      country,
      place,
      institution,
      startsOn,
      language,
      note,
      clientToken,
      endsOn: input.endsOn ?? startsOn,
      participants: Object.fromEntries(counted),
      memberId: actorId(ctx),
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: materialDelivery.id });
  if (made.length === 0) ctx.skipAudit("the same delivery came again");
  else await ctx.record("delivery.recorded", { ...materialFact(loaded), deliveryId: id });
  return { slug: loaded.slug };
}

/** Removes a delivery recorded by mistake. */
export async function removeDelivery(
  ctx: Ctx,
  { slug, id }: { slug: string; id: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  const [row] = await ctx.tx
    .select({ materialId: materialDelivery.materialId, memberId: materialDelivery.memberId })
    .from(materialDelivery)
    .where(eq(materialDelivery.id, id));
  if (row?.materialId !== loaded.id) throw new DomainError("not_found", "delivery");
  ctx.authorize("delivery.remove", { ...loaded.facts, memberId: row.memberId });
  await ctx.tx.delete(materialDelivery).where(eq(materialDelivery.id, id));
  await ctx.record("delivery.removed", { ...materialFact(loaded), deliveryId: id });
  return { slug };
}
