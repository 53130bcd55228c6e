import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { flagCase } from "@/db/schema/flags";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { barredOf, caseFact, type LoadedCase, loadCase, loadWithThing, nameOf } from "./decide";
import type { FlagKind } from "./kind";
import { APPEAL_DAYS, type Appeal, type DecideAppeal, type ReturnFlagged } from "./model";

/** Whether the author can edit a thing that flags hid, and return it. Once. */
export const isReturnable = (c: Pick<LoadedCase, "state" | "hiddenAt" | "returnedAt">) =>
  c.state === "open" && c.hiddenAt !== null && c.returnedAt === null;

/** Whether the author can appeal against a decision. Once, within a month. */
export const isAppealable = (c: Pick<LoadedCase, "state" | "decidedAt" | "appealedAt">, now: Date) =>
  c.state === "upheld" &&
  c.appealedAt === null &&
  c.decidedAt !== null &&
  now.getTime() - c.decidedAt.getTime() < APPEAL_DAYS * 86_400_000;

function requireOwn(ctx: Ctx, found: LoadedCase): LoadedCase {
  if (ctx.actor && !found.authorIds.includes(ctx.actor.id)) throw new DomainError("not_found", "flag");
  ctx.authorize("flag.appeal", { authorIds: found.authorIds });
  return found;
}

/** What an author says against a decision. `appealFaith`: in good faith; asked for if the thing was reported at `/report`. */
type Answered = Omit<Appeal, "id">;

async function appealOn(ctx: Ctx, found: LoadedCase, given: Answered): Promise<void> {
  const { appealText, appealFaith, appealShares } = given;
  if (!isAppealable(found, ctx.now)) throw new DomainError("conflict", "flag_appealed");
  if (found.reports > 0 && !appealFaith) throw invalidFields({ appealFaith: ["required"] });
  await ctx.tx
    .update(flagCase)
    .set({ appealText, appealedAt: ctx.now, appealShares: found.reports > 0 && appealShares === "yes" })
    .where(eq(flagCase.id, found.id));
  await ctx.record("flag.appealed", caseFact(found));
}

interface Thing {
  kind: string;
  id: string;
}

/** SQL: the decided case of a thing; the newest first, if there are several. */
const isDecided = ({ kind, id }: Thing) =>
  and(eq(flagCase.kind, kind), eq(flagCase.subjectId, id), eq(flagCase.state, "upheld"));

/**
 * Appeals for the author of a thing, whom the caller knows otherwise than by a session. The caller has locked the thing.
 * Throws as `appeal`.
 */
export async function appealFor(ctx: Ctx, { text, ...thing }: Thing & { text: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ id: flagCase.id })
    .from(flagCase)
    .where(isDecided(thing))
    .orderBy(desc(flagCase.createdAt), desc(flagCase.id))
    .limit(1);
  if (!row) throw new DomainError("conflict", "flag_appealed");
  await appealOn(ctx, await loadCase(ctx, row.id), {
    appealText: text,
  });
}

/** Closes the appeal that waits for a thing, if any, because a moderator took the decision back otherwise. */
export async function closeAppeal(ctx: Ctx, { kind, id }: Thing): Promise<void> {
  const [row] = await ctx.tx
    .update(flagCase)
    .set({ appealOutcome: "overturned", appealDecidedBy: ctx.actor?.id ?? null, appealDecidedAt: ctx.now })
    .where(and(isDecided({ kind, id }), isNotNull(flagCase.appealedAt), isNull(flagCase.appealOutcome)))
    .returning({ caseId: flagCase.id, authorIds: flagCase.authorIds });
  if (row) await ctx.record("flag.appeal-decided", { kind, subjectId: id, ...row, outcome: "overturned" });
}

/** Creates what authors do about flags on what they wrote, and what moderators do about appeals. */
export const appealingOf = (kinds: ReadonlyMap<string, FlagKind>) => ({
  /**
   * Replaces the text of a thing that flags hid, and shows it again. Its case stays in the queue. Throws `conflict` /
   * `flag_returned` for a second time or after a decision.
   */
  async returnFlagged(ctx: Ctx, { id, text }: ReturnFlagged): Promise<void> {
    const found = requireOwn(ctx, await loadWithThing(ctx, kinds, id));
    const kind = kinds.get(found.kind);
    if (!isReturnable(found) || !kind?.rewrite) throw new DomainError("conflict", "flag_returned");
    const { subjectId } = found;
    await kind.rewrite(ctx, { id: subjectId, text });
    await kind.show?.(ctx, { id: subjectId, caseId: id });
    await ctx.tx
      .update(flagCase)
      .set({ returnedAt: ctx.now, version: sql`${flagCase.version} + 1` })
      .where(eq(flagCase.id, id));
    await ctx.record("flag.returned", caseFact(found));
  },

  /** Asks another moderator to look at the decision again. Throws `conflict` / `flag_appealed` for a second time, or late. */
  async appeal(ctx: Ctx, { id, ...given }: Appeal): Promise<void> {
    const found = requireOwn(ctx, await loadCase(ctx, id));
    await appealOn(ctx, found, given);
  },

  decideAppeal: (ctx: Ctx, input: DecideAppeal) => decideAppealOn(ctx, kinds, input),
});

/**
 * Decides on an appeal: not the author, not those who flagged, and not the moderator who decided, unless there is no other.
 * Throws `conflict` / `flag_decided_by` if somebody did.
 */
async function decideAppealOn(
  ctx: Ctx,
  kinds: ReadonlyMap<string, FlagKind>,
  { id, appealOutcome, appealReason }: DecideAppeal,
): Promise<void> {
  const found = await loadWithThing(ctx, kinds, id);
  const { authorIds, subjectId } = found;
  ctx.authorize("flag.decide", { ...found, decidedBy: await barredOf(ctx, found.id, found.decidedBy) });
  if (found.appealedAt === null) throw new DomainError("not_found", "flag");
  if (found.appealOutcome !== null)
    throw new DomainError("conflict", "flag_decided_by", { by: await nameOf(ctx, found.appealDecidedBy) });
  const decided = { appealDecidedBy: ctx.actor?.id ?? null, appealDecidedAt: ctx.now };
  await ctx.tx
    .update(flagCase)
    .set({ appealOutcome, appealReason, ...decided })
    .where(eq(flagCase.id, id));
  if (appealOutcome === "overturned")
    await kinds.get(found.kind)?.show?.(ctx, { id: subjectId, caseId: found.id });
  await ctx.record("flag.appeal-decided", { ...caseFact(found), outcome: appealOutcome, authorIds });
}
