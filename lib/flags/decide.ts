import { and, arrayContains, eq, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { type Basis, type CaseState, flagCase } from "@/db/schema/flags";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Flagged, FlagKind } from "./kind";
import { CLAIM_HOURS } from "./limits";
import type { ClaimCase, DecideCase, DecideCases } from "./model";
import { factOf } from "./raise";

const FLAGGERS = subselect<string[]>`array(select f.member_id from flag f where f.case_id = ${flagCase.id})`;

const CASE = {
  id: flagCase.id,
  kind: flagCase.kind,
  subjectId: flagCase.subjectId,
  pageId: flagCase.pageId,
  authorIds: flagCase.authorIds,
  forAdministrators: flagCase.forAdministrators,
  state: flagCase.state,
  version: flagCase.version,
  hiddenAt: flagCase.hiddenAt,
  returnedAt: flagCase.returnedAt,
  claimedBy: flagCase.claimedBy,
  claimedUntil: flagCase.claimedUntil,
  decidedBy: flagCase.decidedBy,
  decidedAt: flagCase.decidedAt,
  appealedAt: flagCase.appealedAt,
  appealOutcome: flagCase.appealOutcome,
  appealDecidedBy: flagCase.appealDecidedBy,
  reports: flagCase.reports,
  barredId: flagCase.barredId,
  flaggerIds: FLAGGERS,
} as const;

/** Loads a case and locks its row. Throws `not_found`. */
export async function loadCase({ tx }: Ctx, id: string) {
  const [row] = await tx.select(CASE).from(flagCase).where(eq(flagCase.id, id)).for("update");
  if (!row) throw new DomainError("not_found", "flag");
  return row;
}

/** The same, after the thing itself was locked. Throws `not_found`. */
export async function loadWithThing(
  ctx: Ctx,
  kinds: ReadonlyMap<string, FlagKind>,
  id: string,
): Promise<LoadedCase> {
  const [of] = await ctx.tx
    .select({ kind: flagCase.kind, subjectId: flagCase.subjectId })
    .from(flagCase)
    .where(eq(flagCase.id, id));
  if (of) await kinds.get(of.kind)?.lock?.(ctx, of.subjectId);
  return loadCase(ctx, id);
}
export type LoadedCase = Awaited<ReturnType<typeof loadCase>>;

/** Details of a fact about a case. `isReported`: people who reported it at `/report` get a mail about it. */
export const caseFact = ({ kind, subjectId, pageId, id, reports }: LoadedCase) => ({
  ...factOf({ kind, id: subjectId, pageId }, id),
  ...(reports > 0 ? { isReported: true as const } : {}),
});

/** Finds the name of a member for an error; a former member has none. */
export async function nameOf({ tx }: Ctx, id: string | null): Promise<string> {
  if (id === null) return "";
  const [row] = await tx.select({ name: member.displayName }).from(member).where(eq(member.id, id));
  return row?.name ?? "";
}

/** Returns a moderator who decided before, if somebody else could decide now. */
export async function barredOf(ctx: Ctx, caseId: string, memberId: string | null): Promise<string | null> {
  if (memberId === null) return null;
  const { rows } = await ctx.tx.execute<{ n: number }>(
    sql`select ${OTHERS(sql`${memberId}::uuid`)} as n from flag_case c where c.id = ${caseId}`,
  );
  return (rows[0]?.n ?? 0) > 0 ? memberId : null;
}

const isClaimed = ({ claimedBy, claimedUntil }: LoadedCase, ctx: Ctx) =>
  claimedBy !== null && claimedUntil !== null && claimedUntil > ctx.now && claimedBy !== ctx.actor?.id;

async function requireOpen(ctx: Ctx, found: LoadedCase): Promise<LoadedCase> {
  ctx.authorize("flag.decide", { ...found, decidedBy: await barredOf(ctx, found.id, found.barredId) });
  if (found.state !== "open")
    throw new DomainError("conflict", found.decidedBy ? "flag_decided_by" : "flag_decided", {
      by: await nameOf(ctx, found.decidedBy),
    });
  if (isClaimed(found, ctx))
    throw new DomainError("conflict", "flag_claimed_by", { by: await nameOf(ctx, found.claimedBy) });
  return found;
}

/** Reserves a case for a day, so that others see that somebody looks at it, or releases it. Nothing if it is so already. */
export async function claimCase(ctx: Ctx, { id, claim }: ClaimCase): Promise<void> {
  const found = await requireOpen(ctx, await loadCase(ctx, id));
  const isOwn = found.claimedBy === ctx.actor?.id && (found.claimedUntil ?? ctx.now) > ctx.now;
  const isClaimed = claim === "reserve";
  if (isOwn === isClaimed) return ctx.skipAudit("it is so already");
  const until = new Date(ctx.now.getTime() + CLAIM_HOURS * 3_600_000);
  const claimed = { claimedBy: ctx.actor?.id ?? null, claimedUntil: until };
  await ctx.tx
    .update(flagCase)
    .set(isClaimed ? claimed : { claimedBy: null, claimedUntil: null })
    .where(eq(flagCase.id, id));
  await ctx.record("flag.claimed", { ...caseFact(found), isClaimed });
}

/** A thing whose case is closed, and the statement of reasons. */
interface Closed {
  kind: string;
  id: string;
  reason?: string | null;
  basis?: Basis | null;
  law?: string | null;
}

/**
 * Closes the open case of a thing. Returns its id; null if nobody flagged it. For decisions that are made on the page of
 * the thing, and for things that are deleted.
 */
export async function closeCase(
  ctx: Ctx,
  { kind, id, reason = null, basis = null, law = null }: Closed,
  state: Exclude<CaseState, "open">,
): Promise<string | null> {
  const [row] = await ctx.tx
    .update(flagCase)
    .set({
      state,
      decidedAt: ctx.now,
      decidedBy: state === "gone" ? null : (ctx.actor?.id ?? null),
      reason,
      basis,
      law,
    })
    .where(and(eq(flagCase.kind, kind), eq(flagCase.subjectId, id), eq(flagCase.state, "open")))
    .returning({
      id: flagCase.id,
      pageId: flagCase.pageId,
      authorIds: flagCase.authorIds,
      reports: flagCase.reports,
    });
  if (!row) return null;
  const fact = {
    ...factOf({ kind, id, pageId: row.pageId }, row.id),
    ...(row.reports > 0 ? { isReported: true as const } : {}),
  };
  await ctx.record("flag.decided", { ...fact, outcome: state, authorIds: row.authorIds });
  return row.id;
}

/** Opens the case of a thing on which the actor decided without any flag, so that its authors can appeal. */
export async function openDecided(
  ctx: Ctx,
  of: { of: Flagged; reason: string; forAdministrators: boolean },
): Promise<void> {
  const { kind, id: subjectId, pageId, authorIds } = of.of;
  await ctx.tx.insert(flagCase).values({
    id: newId(ctx.now.getTime()),
    kind,
    subjectId,
    pageId,
    authorIds: [...authorIds],
    state: "upheld",
    weight: 0,
    createdAt: ctx.now,
    decidedAt: ctx.now,
    decidedBy: ctx.actor?.id ?? null,
    reason: of.reason,
    forAdministrators: of.forAdministrators,
  });
}

/** Deletes the cases of one kind that are about one member alone, whose account is erased. */
export async function deleteCases(
  { tx }: Ctx,
  { kind, memberId }: { kind: string; memberId: string },
): Promise<void> {
  await tx
    .delete(flagCase)
    .where(and(eq(flagCase.kind, kind), arrayContains(flagCase.authorIds, [memberId])));
}

/**
 * Returns what is stored of a decision. A dismissed flag needs no reason; somebody who reported at `/report` gets one in any
 * case.
 */
function reasonsOf({ outcome, reason, basis, law }: Omit<DecideCase, "id" | "version">, found: LoadedCase) {
  const isUpheld = outcome === "upheld";
  const isSaid = reason !== "" && (isUpheld || found.reports > 0);
  if (!isUpheld && found.reports > 0 && reason === "") throw invalidFields({ reason: ["required"] });
  return {
    outcome,
    reason: isSaid ? reason : null,
    basis: isUpheld ? (basis ?? null) : null,
    law: isUpheld && basis === "law" && law ? law : null,
  };
}

/** Creates moderators' decisions on flags of some kinds of things. */
export function decidingOf(kinds: ReadonlyMap<string, FlagKind>) {
  async function decideOne(ctx: Ctx, { id, version, ...given }: DecideCase): Promise<void> {
    const found = await requireOpen(ctx, await loadWithThing(ctx, kinds, id));
    if (found.version !== version) throw new DomainError("conflict", "flag_changed");
    const kind = kinds.get(found.kind);
    const { subjectId } = found;
    const { outcome, ...reasons } = reasonsOf(given, found);
    const because = reasons.reason;
    await closeCase(ctx, { kind: found.kind, id: subjectId, ...reasons }, outcome);
    if (outcome === "upheld") await kind?.hide?.(ctx, { id: subjectId, caseId: id, reason: because });
    else if (found.hiddenAt && !found.returnedAt) await kind?.show?.(ctx, { id: subjectId, caseId: id });
  }
  return {
    /**
     * Decides on what was flagged: upheld hides it where flags can, dismissed shows it again. Throws `conflict` if
     * somebody decided (`flag_decided_by`) or reserved it (`flag_claimed_by`), or it changed since (`flag_changed`).
     */
    decideCase: decideOne,

    /** Decides the same on several cases, all or none. Throws as `decideCase`, and if their number is not the named one. */
    async decideCases(ctx: Ctx, { cases, count: _, ...given }: DecideCases): Promise<{ count: number }> {
      // In one order, so that two moderators at once do not wait for each other.
      const chosen = [...new Set(cases)].sort();
      for (const one of chosen) {
        const [id = "", version = ""] = one.split(":");
        await decideOne(ctx, { id, version: Number(version), ...given });
      }
      return { count: chosen.length };
    },
  };
}

/** SQL: how many moderators other than `memberId` could decide on an appeal in a case `c`. */
export const OTHERS = (memberId: unknown) => subselect<number>`(select count(distinct g.member_id)::int
  from role_grant g join member m on m.id = g.member_id and m.state = 'active'
  where (g.role = 'administrator' or g.role = 'moderator' and not c.for_administrators) and g.member_id <> ${memberId}
    and not g.member_id = any(c.author_ids) and not exists
      (select 1 from flag f where f.case_id = c.id and f.member_id = g.member_id))`;
