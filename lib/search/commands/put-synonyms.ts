import { searchSynonym } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { groupKey } from "../synonyms/key";

/**
 * Puts the groups of phrases there with which the search begins, within the command that writes the starting data.
 * Where there is any group nothing is written: what administrators removed does not come back.
 */
export async function putStartingSynonyms(ctx: Ctx, groups: readonly (readonly string[])[]): Promise<void> {
  ctx.asSystem("the starting data is the operator's");
  ctx.untraced("the seed that runs it is what is recorded");
  const [one] = await ctx.tx.select({ id: searchSynonym.id }).from(searchSynonym).limit(1);
  if (one || groups.length === 0) return;
  await ctx.tx.insert(searchSynonym).values(
    groups.map((phrases) => ({
      id: newId(ctx.now.getTime()),
      phrases: [...phrases],
      key: groupKey(phrases),
      createdAt: ctx.now,
    })),
  );
}
