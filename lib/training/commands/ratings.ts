import { and, eq, isNull, sql } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { materialRating } from "@/db/schema/training-use";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Rate } from "@/lib/training/use/model";
import { actorId, loadMaterial, materialFact } from "../access";
import { passMaterial } from "../pass";

/** Rates a material that the member used, or changes the rating. */
export async function rateMaterial(ctx: Ctx, input: Rate): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.rate", loaded.facts);
  const { score, role, comment } = input;
  await passMaterial(ctx, { pageId: loaded.id, state: "published" }, { texts: [comment] });
  await ctx.tx
    .insert(materialRating)
    .values({
      materialId: loaded.id,
      memberId: actorId(ctx),
      score,
      role,
      comment,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    // A hidden rating stays hidden when it is changed.
    .onConflictDoUpdate({
      target: [materialRating.materialId, materialRating.memberId],
      set: { score, role, comment, updatedAt: ctx.now },
    });
  await countRatings(ctx, loaded.id);
  await ctx.record("material.rated", materialFact(loaded));
  return { slug: loaded.slug };
}

/** Hides a rating that violates the charter; it no longer counts. */
export async function hideRating(
  ctx: Ctx,
  { slug, memberId }: { slug: string; memberId: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.hide-rating");
  const hidden = await ctx.tx
    .update(materialRating)
    .set({ hiddenAt: ctx.now, hiddenBy: actorId(ctx) })
    .where(
      and(
        eq(materialRating.materialId, loaded.id),
        eq(materialRating.memberId, memberId),
        isNull(materialRating.hiddenAt),
      ),
    )
    .returning({ memberId: materialRating.memberId });
  if (hidden.length === 0) throw new DomainError("conflict", "already_decided");
  await countRatings(ctx, loaded.id);
  await ctx.record("rating.hidden", materialFact(loaded));
  return { slug };
}

async function countRatings(ctx: Ctx, materialId: string): Promise<void> {
  const shown = and(eq(materialRating.materialId, materialId), isNull(materialRating.hiddenAt));
  const [sums] = await ctx.tx
    .select({
      ratingCount: sql<number>`count(*)::int`,
      ratingSum: sql<number>`coalesce(sum(${materialRating.score}), 0)::int`,
    })
    .from(materialRating)
    .where(shown);
  if (sums) await ctx.tx.update(material).set(sums).where(eq(material.pageId, materialId));
}
