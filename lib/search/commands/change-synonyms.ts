import { eq } from "drizzle-orm";
import { searchSynonym } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { AddSynonyms, OfSynonyms } from "../model";
import { groupKey } from "../synonyms/key";

/** Adds a group of synonyms, used by searches from now on. Throws `conflict` if the group exists. */
export async function addSynonyms(ctx: Ctx, input: AddSynonyms): Promise<void> {
  ctx.authorize("synonyms.change");
  const id = newId(ctx.now.getTime());
  const { rowCount } = await ctx.tx
    .insert(searchSynonym)
    .values({
      id,
      phrases: input.phrases,
      key: groupKey(input.phrases),
      createdAt: ctx.now,
      createdBy: ctx.actor?.id ?? null,
    })
    .onConflictDoNothing();
  if (!rowCount) throw new DomainError("conflict", "synonyms_known");
  await ctx.record("synonyms.changed", { synonymId: id, isAdded: true });
}

/** Removes a group of synonyms. Throws `conflict` if it is gone. */
export async function removeSynonyms(ctx: Ctx, input: OfSynonyms): Promise<void> {
  ctx.authorize("synonyms.change");
  const { rowCount } = await ctx.tx.delete(searchSynonym).where(eq(searchSynonym.id, input.synonymId));
  if (!rowCount) throw new DomainError("conflict", "synonyms_gone");
  await ctx.record("synonyms.changed", { synonymId: input.synonymId, isAdded: false });
}
