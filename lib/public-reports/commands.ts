import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { flagCase } from "@/db/schema/flags";
import { publicReport } from "@/db/schema/public-reports";
import { hashToken } from "@/lib/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { addReport, type Flagged } from "@/lib/flags";
import { ADDRESS_FLAGS } from "./flags";
import { isComplainable } from "./is-complainable";
import type { Complain, Ground, OfReport } from "./model";
import type { PreparedReport } from "./prepare-report";
import { tokenOf } from "./token";

interface Report {
  id: string;
  path: string;
  ground: string;
}

const CASE = {
  kind: flagCase.kind,
  subjectId: flagCase.subjectId,
  pageId: flagCase.pageId,
  authorIds: flagCase.authorIds,
  state: flagCase.state,
  decidedBy: flagCase.decidedBy,
  decidedAt: flagCase.decidedAt,
} as const;

/** Finds the thing at an address, if the actor may read it; null otherwise. */
type FindAt = (ctx: Ctx, path: string) => Promise<Flagged | null>;

/** Creates the commands of reports at `/report`. */
export const reportingOf = (findAt: FindAt) => ({
  /**
   * Saves a report. It waits until its sender confirms the address by the link in a mail; without an address it waits for
   * moderators at once. The same report sent twice counts once. `token`: of its page, if no mail leads there.
   */
  async sendReport(ctx: Ctx, input: PreparedReport): Promise<{ email: string } | { token: string }> {
    ctx.authorize("report.send");
    const { isIgnored, email } = input;
    const id = newId(ctx.now.getTime());
    if (isIgnored) {
      ctx.skipAudit("a program's report, or one whose mail would be too much, is not stored");
      return email === null ? { token: tokenOf(id) } : { email };
    }
    const report = await insertReport(ctx, id, input);
    if (!report.isNew) ctx.skipAudit("the same report was sent already");
    else if (email === null) await join(ctx, findAt, { id, path: input.path, ground: input.ground });
    else await ctx.record("report.sent", { reportId: id, ground: input.ground });
    return email === null ? { token: tokenOf(report.id) } : { email };
  },

  /** Confirms the address of a report's sender, and adds the report to the queue. Throws `invalid` (`link`). */
  async confirmReport(ctx: Ctx, { token }: OfReport): Promise<void> {
    ctx.authorize("report.follow");
    const report = await lockReport(ctx, token);
    if (report.confirmedAt) return ctx.skipAudit("it was confirmed already");
    await join(ctx, findAt, report);
  },

  /**
   * Asks for another look at a dismissed report, once: another moderator then decides. Throws `invalid` (`link`), `conflict` /
   * `report_complained` for a second time, or late.
   */
  async complain(ctx: Ctx, { token, complaint }: Complain): Promise<void> {
    ctx.authorize("report.follow");
    const report = await lockReport(ctx, token);
    const [of] = report.caseId
      ? await ctx.tx.select(CASE).from(flagCase).where(eq(flagCase.id, report.caseId))
      : [];
    if (!of || !isComplainable(report, of, ctx.now)) throw new DomainError("conflict", "report_complained");
    const { kind, subjectId, pageId, authorIds, decidedBy } = of;
    const thing: Flagged = { kind, id: subjectId, pageId, authorIds };
    const caseId = await addReport(ctx, thing, { ground: report.ground, barredId: decidedBy });
    await ctx.tx
      .update(publicReport)
      .set({
        caseId,
        complaint,
        complainedAt: ctx.now,
        mailed: sql`array_remove(${publicReport.mailed}, 'decision')`,
      })
      .where(eq(publicReport.id, report.id));
    await ctx.record("report.complained", { ...factOf(thing, caseId), reportId: report.id });
  },
});

async function insertReport(
  ctx: Ctx,
  id: string,
  { isIgnored: _, sender, ...given }: PreparedReport,
): Promise<{ id: string; isNew: boolean }> {
  const { path, ground, words } = given;
  const hash = createHash("sha256")
    .update(JSON.stringify([sender, path, ground, words]))
    .digest("hex");
  const added = await ctx.tx
    .insert(publicReport)
    .values({
      id,
      ...given,
      hash,
      tokenHash: hashToken(tokenOf(id)),
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: publicReport.id });
  if (added.length > 0) return { id, isNew: true };
  const [earlier] = await ctx.tx
    .select({ id: publicReport.id })
    .from(publicReport)
    .where(eq(publicReport.hash, hash));
  return { id: earlier?.id ?? id, isNew: false };
}

async function lockReport(ctx: Ctx, token: string) {
  const [row] = await ctx.tx
    .select({
      id: publicReport.id,
      caseId: publicReport.caseId,
      path: publicReport.path,
      ground: publicReport.ground,
      confirmedAt: publicReport.confirmedAt,
      complainedAt: publicReport.complainedAt,
    })
    .from(publicReport)
    .where(eq(publicReport.tokenHash, hashToken(token)))
    .for("update");
  if (!row) throw new DomainError("invalid", "link");
  return row;
}

const factOf = ({ kind, id, pageId }: Flagged, caseId: string) => ({
  ...(pageId ? { pageId } : {}),
  kind,
  subjectId: id,
  caseId,
});

/**
 * Adds a report to the case of what it is about. What its sender may not read, or is no thing that is flagged, is a case of
 * its own about the address: moderators look there.
 */
async function join(ctx: Ctx, findAt: FindAt, { id, path, ground }: Report): Promise<void> {
  const thing = (await findAt(ctx, path)) ?? { kind: ADDRESS_FLAGS, id, pageId: null, authorIds: [] };
  const caseId = await addReport(ctx, thing, { ground });
  await ctx.tx.update(publicReport).set({ caseId, confirmedAt: ctx.now }).where(eq(publicReport.id, id));
  await ctx.record("report.confirmed", { ...factOf(thing, caseId), reportId: id, ground: ground as Ground });
}
