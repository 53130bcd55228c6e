import { and, count, eq, gt, inArray, ne, sql } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { flag, flagCase } from "@/db/schema/flags";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Flagged, FlagKind } from "./kind";
import { AGAIN_HOURS, HIDERS, HIDES_AT, weightOf } from "./limits";
import type { FlagCode } from "./model";

/**
 * Flags a thing to moderators: once for each member while its case is open. Hides the thing if its flags weigh enough.
 * Throws `forbidden` for one's own, `conflict` / `flag_decided_lately` within a day of a decision on the member's flag.
 */
export async function raise(
  ctx: Ctx,
  kind: Pick<FlagKind, "hide">,
  of: Flagged,
  given: { code: FlagCode; words: string },
): Promise<void> {
  ctx.authorize("flag.raise", { authorIds: of.authorIds });
  const actor = ctx.actor as Actor;
  await refuseAgain(ctx, of, actor.id);
  const caseId = await openCase(ctx, of);
  const weight = weightOf(actor, await recordOf(ctx, actor.id), ctx.now);
  const { rowCount } = await ctx.tx
    .insert(flag)
    .values({
      id: newId(ctx.now.getTime()),
      caseId,
      memberId: actor.id,
      ...given,
      weight,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
  if (!rowCount) return ctx.skipAudit("the same member flagged it already");
  const [found] = await ctx.tx
    .update(flagCase)
    .set({
      weight: sql`${flagCase.weight} + ${weight}::double precision`,
      version: sql`${flagCase.version} + 1`,
    })
    .where(eq(flagCase.id, caseId))
    .returning({ weight: flagCase.weight, hiddenAt: flagCase.hiddenAt, returnedAt: flagCase.returnedAt });
  await ctx.record("flag.raised", { ...factOf(of, caseId), code: given.code });
  if (!found || found.hiddenAt || found.returnedAt || found.weight < HIDES_AT) return;
  if (kind.hide && (await mayHide(ctx, of, caseId))) await hideByFlags(ctx, kind.hide, of, caseId);
}

/**
 * Whether the member flagged a thing whose case is open. Their flag may have hidden it: the same form sent again is then no
 * mistake.
 */
export async function hasFlagged(ctx: Ctx, kind: string, id: string): Promise<boolean> {
  const [own] = await ctx.tx
    .select({ id: flag.id })
    .from(flag)
    .innerJoin(flagCase, eq(flagCase.id, flag.caseId))
    .where(
      and(
        eq(flag.memberId, ctx.actor?.id ?? ""),
        eq(flagCase.kind, kind),
        eq(flagCase.subjectId, id),
        eq(flagCase.state, "open"),
      ),
    );
  return own !== undefined;
}

/** Details of every fact about flags. */
export const factOf = ({ kind, id, pageId }: Omit<Flagged, "authorIds">, caseId: string) => ({
  ...(pageId ? { pageId } : {}),
  kind,
  subjectId: id,
  caseId,
});

/**
 * Adds a report that somebody made at `/report` to the case of a thing. It has no weight: only members' flags hide things.
 * `barredId`: who decided before, and does not decide again.
 */
export async function addReport(
  ctx: Ctx,
  of: Flagged,
  { ground, barredId = null }: { ground: string; barredId?: string | null },
): Promise<string> {
  const caseId = await openCase(ctx, of);
  await ctx.tx
    .update(flagCase)
    .set({
      reports: sql`${flagCase.reports} + 1`,
      grounds: sql`case when ${ground}::text = any(${flagCase.grounds}) then ${flagCase.grounds}
        else ${flagCase.grounds} || ${ground}::text end`,
      version: sql`${flagCase.version} + 1`,
      barredId: sql`coalesce(${barredId}::uuid, ${flagCase.barredId})`,
    })
    .where(eq(flagCase.id, caseId));
  return caseId;
}

async function hideByFlags(ctx: Ctx, hide: NonNullable<FlagKind["hide"]>, of: Flagged, caseId: string) {
  await ctx.tx.update(flagCase).set({ hiddenAt: ctx.now }).where(eq(flagCase.id, caseId));
  await hide(ctx, { id: of.id, caseId, reason: null });
  await ctx.record("flag.hid", { ...factOf(of, caseId), authorIds: [...of.authorIds] });
}

/** Whether flags may hide a thing without a moderator: enough members flagged it, and it is not by a moderator. */
async function mayHide(ctx: Ctx, { authorIds }: Flagged, caseId: string): Promise<boolean> {
  const [flaggers] = await ctx.tx.select({ n: count() }).from(flag).where(eq(flag.caseId, caseId));
  if ((flaggers?.n ?? 0) < HIDERS) return false;
  const [staff] = await ctx.tx
    .select({ n: count() })
    .from(roleGrant)
    .where(
      and(
        inArray(roleGrant.memberId, [...authorIds]),
        inArray(roleGrant.role, ["moderator", "administrator"]),
      ),
    );
  return staff?.n === 0;
}

/** Opens the case of a thing, or locks the open one, so that flags at once are counted one after the other. */
async function openCase(ctx: Ctx, { kind, id, pageId, authorIds }: Flagged): Promise<string> {
  await ctx.tx
    .insert(flagCase)
    .values({
      id: newId(ctx.now.getTime()),
      kind,
      subjectId: id,
      pageId,
      authorIds: [...authorIds],
      state: "open",
      weight: 0,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
  const [row] = await ctx.tx
    .select({ id: flagCase.id })
    .from(flagCase)
    .where(and(eq(flagCase.kind, kind), eq(flagCase.subjectId, id), eq(flagCase.state, "open")))
    .for("update");
  // A moderator decided between the two statements.
  if (!row) throw new DomainError("conflict", "flag_decided_lately");
  return row.id;
}

async function refuseAgain(ctx: Ctx, { kind, id }: Flagged, memberId: string): Promise<void> {
  const since = new Date(ctx.now.getTime() - AGAIN_HOURS * 3_600_000);
  const [lately] = await ctx.tx
    .select({ id: flag.id })
    .from(flag)
    .innerJoin(flagCase, eq(flagCase.id, flag.caseId))
    .where(
      and(
        eq(flag.memberId, memberId),
        eq(flagCase.kind, kind),
        eq(flagCase.subjectId, id),
        ne(flagCase.state, "open"),
        gt(flagCase.decidedAt, since),
      ),
    )
    .limit(1);
  if (lately) throw new DomainError("conflict", "flag_decided_lately");
}

async function recordOf({ tx }: Ctx, memberId: string) {
  const [account] = await tx
    .select({ createdAt: member.createdAt })
    .from(member)
    .where(eq(member.id, memberId));
  const [decided] = await tx
    .select({
      upheld: sql<number>`count(*) filter (where ${flagCase.state} = 'upheld')::int`,
      dismissed: sql<number>`count(*) filter (where ${flagCase.state} = 'dismissed')::int`,
    })
    .from(flag)
    .innerJoin(flagCase, eq(flagCase.id, flag.caseId))
    .where(eq(flag.memberId, memberId));
  return {
    createdAt: account?.createdAt ?? new Date(0),
    upheld: decided?.upheld ?? 0,
    dismissed: decided?.dismissed ?? 0,
  };
}
