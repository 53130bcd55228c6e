import { and, count, eq } from "drizzle-orm";
import { application, applicationStep, member } from "@/db/schema/accounts";
import { refuseMissingAnswers, renameByName } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import { lockByLink } from "../lock-application";
import { logStep } from "../log-step";
import { type AmendApplication, MAX_AGAIN, MAX_CHANGES } from "../model";

/**
 * Changes an application by the link in a mail. A refused one is sent again, at most `MAX_AGAIN` times.
 * Throws `invalid` (`link`, or fields), and `conflict` if it was accepted meanwhile (`application_settled`),
 * or sent again (`application_again`) or changed (`application_changes`) too often.
 */
export async function amendApplication(ctx: Ctx, input: AmendApplication): Promise<{ isAgain: boolean }> {
  ctx.authorize("application.follow");
  const { token, reason, ...answers } = input;
  refuseMissingAnswers({ reason, institution: answers.institution });
  const row = await lockByLink(ctx, token);
  if (row.state === "accepted") throw new DomainError("conflict", "application_settled");
  const isAgain = row.state === "refused";
  if (!isAgain && (await isSame(ctx, row.id, reason, answers))) {
    ctx.skipAudit("nothing of it was changed");
    return { isAgain };
  }
  if (isAgain && (await countSteps(ctx, row.id, "again")) >= MAX_AGAIN)
    throw new DomainError("conflict", "application_again");
  if (!isAgain && (await countSteps(ctx, row.id, "amended")) >= MAX_CHANGES)
    throw new DomainError("conflict", "application_changes");

  await renameByName(ctx, row.memberId, answers.fullName);
  await ctx.tx
    .update(member)
    .set({ ...answers, displayName: answers.fullName, ...(isAgain ? { state: "applied" } : {}) })
    .where(eq(member.id, row.memberId));
  await ctx.tx
    .update(application)
    .set({
      reason,
      changedAt: ctx.now,
      ...(isAgain ? { state: "waiting", decidedBy: null, decidedAt: null, decisionReason: null } : {}),
    })
    .where(eq(application.id, row.id));
  await logStep(ctx, row, { kind: isAgain ? "again" : "amended", text: null, byId: null });
  await ctx.record("application.amended", { memberId: row.memberId, applicationId: row.id, isAgain });
  return { isAgain };
}

type Answers = Omit<AmendApplication, "token" | "reason">;

async function isSame(ctx: Ctx, id: string, reason: string, answers: Answers): Promise<boolean> {
  const [row] = await ctx.tx
    .select({
      reason: application.reason,
      fullName: member.fullName,
      country: member.country,
      institution: member.institution,
      sector: member.sector,
    })
    .from(application)
    .innerJoin(member, eq(member.id, application.memberId))
    .where(eq(application.id, id));
  return row !== undefined && sameJson(row, { reason, ...answers });
}

async function countSteps(ctx: Ctx, applicationId: string, kind: "again" | "amended"): Promise<number> {
  const [row] = await ctx.tx
    .select({ n: count() })
    .from(applicationStep)
    .where(and(eq(applicationStep.applicationId, applicationId), eq(applicationStep.kind, kind)));
  return row?.n ?? 0;
}
