import { eq, sql } from "drizzle-orm";
import { textFilter } from "@/db/schema/filters";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { isFelt } from "@/lib/filters/model";
import { sameJson } from "@/lib/text/canonical";
import { NEXT_VERSION } from "./brake";
import type { ChangeFilter, FilterFields, OfFilter, SetStage } from "./model";
import { readPast } from "./read-past";

/** Returns the columns of the conditions. Throws `invalid` for a filter that would catch everything, or nothing. */
function conditionsOf({ words, hosts, minLinks, writers, script, places }: FilterFields) {
  if (words.length === 0 && hosts.length === 0 && minLinks === null)
    throw invalidFields({ words: ["filter_empty"] });
  if (places.length === 0) throw invalidFields({ places: ["choose"] });
  return { words, hosts, minLinks, writers, script, places };
}

/**
 * Makes a filter. It only logs what it catches, until it was tested and set to more. Throws `invalid` for a name that
 * another one has.
 */
export async function makeFilter(ctx: Ctx, input: FilterFields): Promise<OfFilter> {
  ctx.authorize("filter.manage");
  const conditions = conditionsOf(input);
  await requireFreeName(ctx, input.filterName, null);
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(textFilter).values({
    ...conditions,
    id,
    name: input.filterName,
    explanation: input.explanation,
    stage: "log",
    version: 1,
    createdAt: ctx.now,
    changedAt: ctx.now,
    changedBy: ctx.actor?.id ?? null,
  });
  await ctx.record("filter.made", { filterId: id });
  return { id };
}

/**
 * Changes a filter. With other conditions it only logs again, since nobody tested them. Throws `conflict` /
 * `filter_changed` if somebody changed it since the form was drawn.
 */
export async function changeFilter(ctx: Ctx, input: ChangeFilter): Promise<OfFilter> {
  ctx.authorize("filter.manage");
  const own = await lock(ctx, input);
  const conditions = conditionsOf(input);
  const { words, hosts, minLinks, writers, script, places } = own;
  const isSame = sameJson(conditions, { words, hosts, minLinks, writers, script, places });
  const { filterName: name, explanation } = input;
  if (isSame && name === own.name && explanation === own.explanation) {
    ctx.skipAudit("it is so already");
    return { id: own.id };
  }
  requireSeen(own, input);
  await requireFreeName(ctx, name, own.id);
  const stage = !isSame && isFelt(own.stage) ? "log" : own.stage;
  await ctx.tx
    .update(textFilter)
    .set({
      ...conditions,
      ...changedBy(ctx),
      name,
      explanation,
      stage,
      // The test holds as long as the conditions do.
      ...(isSame ? NEXT_VERSION : { version: own.version + 1 }),
      brakedAt: null,
    })
    .where(eq(textFilter.id, own.id));
  await ctx.record("filter.changed", { filterId: own.id, isRetest: !isSame });
  return { id: own.id };
}

/**
 * Sets what a filter does with what it catches. Throws `conflict` / `filter_untested` for a stage that writers feel, if
 * its conditions were not tested.
 */
export async function setFilterStage(ctx: Ctx, input: SetStage): Promise<OfFilter> {
  ctx.authorize("filter.manage");
  const own = await lock(ctx, input);
  if (own.stage === input.stage) {
    ctx.skipAudit("it is so already");
    return { id: own.id };
  }
  requireSeen(own, input);
  if (isFelt(input.stage) && own.testedVersion !== own.version)
    throw new DomainError("conflict", "filter_untested");
  await ctx.tx
    .update(textFilter)
    .set({ ...changedBy(ctx), ...NEXT_VERSION, stage: input.stage, brakedAt: null })
    .where(eq(textFilter.id, own.id));
  await ctx.record("filter.staged", { filterId: own.id, from: own.stage, to: input.stage });
  return { id: own.id };
}

/** Tests a filter with what was written in the last days, and stores the counts. Nothing is done to these texts. */
export async function testFilter(ctx: Ctx, { id }: OfFilter): Promise<OfFilter> {
  ctx.authorize("filter.manage");
  const own = await lock(ctx, { id });
  const tested = await readPast(ctx, own);
  await ctx.tx
    .update(textFilter)
    .set({ tested, testedAt: ctx.now, testedVersion: own.version })
    .where(eq(textFilter.id, own.id));
  await ctx.record("filter.tested", { filterId: own.id, read: tested.read, caught: tested.caught });
  return { id: own.id };
}

/** Deletes a filter, with the list of what it caught. Nothing if it is gone already. */
export async function removeFilter(ctx: Ctx, { id }: OfFilter): Promise<void> {
  ctx.authorize("filter.manage");
  const { rowCount } = await ctx.tx.delete(textFilter).where(eq(textFilter.id, id));
  if (!rowCount) return ctx.skipAudit("it is gone already");
  await ctx.record("filter.removed", { filterId: id });
}

/** Serializes names, and throws `invalid` for one that another filter has. */
async function requireFreeName({ tx }: Ctx, name: string, own: string | null): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('filter-names'))`);
  const { rowCount } = await tx.execute(
    sql`select 1 from text_filter where lower(name) = lower(${name}) and id is distinct from ${own}::uuid limit 1`,
  );
  if (rowCount !== 0) throw invalidFields({ filterName: ["taken"] });
}

const changedBy = (ctx: Ctx) => ({ changedAt: ctx.now, changedBy: ctx.actor?.id ?? null });

/** Locks a filter. Its key stays free: writers whose texts it catches refer to it meanwhile, and a test takes its time. */
async function lock({ tx }: Ctx, { id }: OfFilter) {
  const [row] = await tx
    .select({
      id: textFilter.id,
      name: textFilter.name,
      explanation: textFilter.explanation,
      words: textFilter.words,
      hosts: textFilter.hosts,
      minLinks: textFilter.minLinks,
      writers: textFilter.writers,
      script: textFilter.script,
      places: textFilter.places,
      stage: textFilter.stage,
      version: textFilter.version,
      testedVersion: textFilter.testedVersion,
    })
    .from(textFilter)
    .where(eq(textFilter.id, id))
    .for("no key update");
  if (!row) throw new DomainError("not_found", "filter");
  return row;
}

function requireSeen({ version }: { version: number }, { seen }: { seen: number }): void {
  if (version !== seen) throw new DomainError("conflict", "filter_changed");
}
