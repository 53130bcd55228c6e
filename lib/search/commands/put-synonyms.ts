import { inArray, isNull, sql } from "drizzle-orm";
import { searchSynonym, searchSynonymSeed } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { groupKey } from "../synonyms/key";
import { fold } from "../text/fold";

type Groups = readonly (readonly string[])[];

/**
 * Adds the initial groups of synonyms, within the seeding command. Does nothing if there are groups, so that
 * groups removed by administrators do not come back.
 */
export async function insertStartingSynonyms(ctx: Ctx, groups: Groups): Promise<void> {
  ctx.asSystem("the starting data is the operator's");
  ctx.skipAudit("the seed that runs it is what is recorded");
  const [one] = await ctx.tx.select({ id: searchSynonym.id }).from(searchSynonym).limit(1);
  if (one) return;
  await bring(
    ctx,
    groups.map((phrases) => ({ phrases, isAdded: true })),
  );
}

/** Result of updating the initial groups. */
export interface RevisedSynonyms {
  added: number;
  removed: number;
}

/**
 * Updates the initial groups of a running site to a newer edition. New groups are added; changed or dropped
 * ones are replaced if unmodified since seeding. Groups that administrators removed or replaced stay as they
 * decided, however reworded.
 */
export async function reviseSynonyms(ctx: Ctx, groups: Groups): Promise<RevisedSynonyms> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each change is recorded where there is one");
  const { tx } = ctx;
  const [known, standing] = await Promise.all([
    tx.select({ key: searchSynonymSeed.key, phrases: searchSynonymSeed.phrases }).from(searchSynonymSeed),
    // Groups not created by a member.
    tx
      .select({ id: searchSynonym.id, key: searchSynonym.key })
      .from(searchSynonym)
      .where(isNull(searchSynonym.createdBy)),
  ]);
  const knownKeys = new Set(known.map(({ key }) => key));
  const standingKeys = new Set(standing.map(({ key }) => key));
  const wanted = new Set(groups.map(groupKey));
  const left = standing.filter(({ key }) => knownKeys.has(key) && !wanted.has(key));
  const earlier = known.filter(({ key }) => !wanted.has(key));
  const fresh = groups
    .filter((phrases) => !knownKeys.has(groupKey(phrases)))
    .map((phrases) => {
      const before = predecessorOf(phrases, earlier);
      return { phrases, isAdded: before === undefined || standingKeys.has(before.key) };
    });
  if (left.length > 0) {
    const ids = left.map(({ id }) => id);
    await tx.delete(searchSynonym).where(inArray(searchSynonym.id, ids));
    for (const synonymId of ids) await ctx.record("synonyms.changed", { synonymId, isAdded: false });
  }
  const added = await bring(ctx, fresh);
  for (const synonymId of added) await ctx.record("synonyms.changed", { synonymId, isAdded: true });
  return { added: added.length, removed: left.length };
}

/** Finds the earlier group that a new one rewords: the one sharing most phrases, at least two. */
function predecessorOf(phrases: readonly string[], earlier: readonly { key: string; phrases: string[] }[]) {
  const own = new Set(phrases.map(fold));
  let best: { key: string; shared: number } | undefined;
  for (const one of earlier) {
    const shared = one.phrases.filter((phrase) => own.has(fold(phrase))).length;
    if (shared >= 2 && shared > (best?.shared ?? 0)) best = { key: one.key, shared };
  }
  return best;
}

/** Adds groups and records them as seeded; groups not to be added are only recorded. */
async function bring(
  ctx: Ctx,
  groups: readonly { phrases: readonly string[]; isAdded: boolean }[],
): Promise<string[]> {
  if (groups.length === 0) return [];
  const rows = groups.map(({ phrases, isAdded }) => ({
    phrases: [...phrases],
    key: groupKey(phrases),
    isAdded,
  }));
  await ctx.tx
    .insert(searchSynonymSeed)
    .values(rows.map(({ key, phrases }) => ({ key, phrases, broughtAt: ctx.now })))
    .onConflictDoUpdate({ target: searchSynonymSeed.key, set: { phrases: sql`excluded.phrases` } });
  const added = rows.filter(({ isAdded }) => isAdded);
  if (added.length === 0) return [];
  const inserted = await ctx.tx
    .insert(searchSynonym)
    .values(
      added.map(({ phrases, key }) => ({ id: newId(ctx.now.getTime()), phrases, key, createdAt: ctx.now })),
    )
    // An administrator already added this group; it stays theirs.
    .onConflictDoNothing()
    .returning({ id: searchSynonym.id });
  return inserted.map(({ id }) => id);
}
