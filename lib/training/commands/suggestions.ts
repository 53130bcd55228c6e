import { eq } from "drizzle-orm";
import { materialMessage, materialSuggestion } from "@/db/schema/training-use";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { reportsOf } from "@/lib/queues";
import type { AnswerSuggestion, ContactOwner, Suggest } from "@/lib/training/use/model";
import { actorId, loadMaterial, loadMaterialById, materialFact, requireState } from "../access";

/** Suggests a correction of a material, for its owner and moderators to answer. The same token again does nothing. */
export async function suggestCorrection(ctx: Ctx, input: Suggest): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.suggest");
  requireState(loaded, "published");
  const { text, clientToken } = input;
  const suggestionId = await reportsOf(materialSuggestion).add(ctx, {
    materialId: loaded.id,
    memberId: actorId(ctx),
    text,
    clientToken,
  });
  if (suggestionId) await ctx.record("correction.suggested", { ...materialFact(loaded), suggestionId });
  else ctx.skipAudit("the same suggestion came again");
  return { slug: loaded.slug };
}

/**
 * Answers a suggestion and notifies its author. Throws `conflict` / `already_decided` if someone else
 * answered first.
 */
export async function answerSuggestion(ctx: Ctx, input: AnswerSuggestion): Promise<{ slug: string }> {
  const isThis = eq(materialSuggestion.id, input.id);
  const [row] = await ctx.tx
    .select({ materialId: materialSuggestion.materialId })
    .from(materialSuggestion)
    .where(isThis);
  if (!row) throw new DomainError("not_found", "material");
  const loaded = await loadMaterialById(ctx.tx, row.materialId);
  ctx.authorize("material.answer", loaded.facts);
  const { decision: state, answer } = input;
  const decided = await reportsOf(materialSuggestion).decide(ctx, isThis, { state, answer });
  if (decided.length === 0) throw new DomainError("conflict", "already_decided");
  const isAccepted = state === "accepted";
  await ctx.record("correction.answered", { ...materialFact(loaded), suggestionId: input.id, isAccepted });
  return { slug: loaded.slug };
}

/**
 * Sends a message to the owner of a material: neither learns the other's address, unless the writer chooses
 * to share it.
 */
export async function contactOwner(ctx: Ctx, input: ContactOwner): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.contact", loaded.facts);
  requireState(loaded, "published");
  const id = newId(ctx.now.getTime());
  const made = await ctx.tx
    .insert(materialMessage)
    .values({
      id,
      materialId: loaded.id,
      memberId: actorId(ctx),
      text: input.text,
      tellsAddress: input.tellsAddress === "on",
      clientToken: input.clientToken,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: materialMessage.id });
  if (made.length === 0) ctx.skipAudit("the same message came again");
  else await ctx.record("owner.contacted", { ...materialFact(loaded), messageId: id });
  return { slug: loaded.slug };
}
