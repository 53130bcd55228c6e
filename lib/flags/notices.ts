import { asc, eq } from "drizzle-orm";
import { flag, flagCase } from "@/db/schema/flags";
import type { Ctx } from "@/lib/core/ctx";
import { type Describe, type NewsKinds, newsOf, notify } from "@/lib/notices";
import type { FlagKind } from "./kind";
import { ownCasePath } from "./model";

const OUTCOME_NEWS = "flag.outcome";
const AUTHOR_NEWS = "flag.author";

/** Notifies those who flagged a thing of the decision. */
export async function notifyFlaggers(ctx: Ctx, { caseId }: { caseId: string }): Promise<void> {
  const rows = await ctx.tx
    .select({ memberId: flag.memberId })
    .from(flag)
    .where(eq(flag.caseId, caseId))
    .orderBy(asc(flag.memberId));
  const memberIds = rows.map((row) => row.memberId);
  const of = { kind: OUTCOME_NEWS, key: caseId, pageId: null };
  await notify(ctx, { memberIds, category: "decision", ...of });
}

/** Notifies the authors of a thing that flags hid it, or what moderators decided. */
export async function notifyFlagged(
  ctx: Ctx,
  { caseId, authorIds, outcome }: { caseId: string; authorIds: readonly string[]; outcome?: string },
): Promise<void> {
  if (outcome === "gone") return;
  const [found] = await ctx.tx
    .select({ hiddenAt: flagCase.hiddenAt })
    .from(flagCase)
    .where(eq(flagCase.id, caseId));
  // Authors do not learn of flags that changed nothing.
  if (outcome === "dismissed" && !found?.hiddenAt) return;
  await notify(ctx, {
    memberIds: authorIds,
    category: "decision",
    kind: AUTHOR_NEWS,
    key: caseId,
    pageId: null,
    anew: true,
  });
}

const OWN_CASE = {
  id: flagCase.id,
  kind: flagCase.kind,
  state: flagCase.state,
  authorIds: flagCase.authorIds,
  reason: flagCase.reason,
  appealOutcome: flagCase.appealOutcome,
  appealReason: flagCase.appealReason,
} as const;

/** Creates the personal notices about flags. They say nothing of the thing: its reader may not read its page any more. */
export function flagNews(kinds: ReadonlyMap<string, FlagKind>): NewsKinds {
  const outcome: Describe = async (reader, { key }, on) => {
    const [found] = await on
      .select({ state: flagCase.state, kind: flagCase.kind, subjectId: flagCase.subjectId })
      .from(flagCase)
      .innerJoin(flag, eq(flag.caseId, flagCase.id))
      .where(eq(flagCase.id, key))
      .limit(1);
    if (!found || found.state === "open") return null;
    const described = await kinds.get(found.kind)?.describe(reader, [found.subjectId], on);
    const thing = described?.get(found.subjectId);
    return newsOf({
      news: `flag.${found.state}`,
      title: thing?.title ?? ((t) => t("flags.thing")),
      path: thing?.path ?? "/notifications",
      isSecret: true,
    });
  };
  const author: Describe = async (reader, { key }, on) => {
    const [found] = await on.select(OWN_CASE).from(flagCase).where(eq(flagCase.id, key));
    if (!found?.authorIds.includes(reader.id) || found.state === "gone") return null;
    const own = kinds.get(found.kind)?.own;
    const word = found.appealOutcome ?? (found.state === "open" ? "hidden" : found.state);
    return newsOf({
      news: `flagged.${word}`,
      title: own?.title ?? ((t) => t("flags.own.title")),
      path: own?.path ?? ownCasePath(found.id),
      reason: found.appealOutcome ? found.appealReason : found.reason,
      isSecret: true,
    });
  };
  return { [OUTCOME_NEWS]: outcome, [AUTHOR_NEWS]: author };
}
