import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { errorReport } from "@/db/schema/reports";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { reportsOf } from "@/lib/queues";
import type { DecideReport, ReportError } from "./model";

/**
 * Saves an error that a reader reports, for reviewers. A report by a bot gets the usual answer but is not
 * saved, and the same report sent twice counts once. Throws `not_found` for an unknown profile.
 */
export async function reportError(
  ctx: Ctx,
  input: ReportError & { locale: Locale },
): Promise<{ slug: string; section: string | null; lang: string | null }> {
  ctx.authorize("report.write");
  const { slug, on, lang, text, email, homepage, locale } = input;
  const [owner] = await ctx.tx.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  if (!owner) throw new DomainError("not_found", "profile");
  const done = { slug, section: on, lang };
  if (homepage !== "") {
    ctx.skipAudit("a program's report is not kept");
    return done;
  }
  const hash = createHash("sha256")
    .update(JSON.stringify([owner.pageId, on, lang, text, email]))
    .digest("hex");
  const given = { pageId: owner.pageId, section: on, language: lang, text, email, locale, hash };
  const reportId = await reportsOf(errorReport).add(ctx, given);
  if (reportId) await ctx.record("error.reported", { pageId: owner.pageId, slug, reportId, section: on });
  else ctx.skipAudit("the same report waits already");
  return done;
}

/** Decides on a report, with an answer. Throws `not_found`, `forbidden`; `conflict` when somebody else decided. */
export async function decideReport(ctx: Ctx, input: DecideReport): Promise<void> {
  const [row] = await ctx.tx
    .select({ pageId: errorReport.pageId, slug: profile.slug, country: profile.iso2 })
    .from(errorReport)
    .innerJoin(profile, eq(profile.pageId, errorReport.pageId))
    .where(eq(errorReport.id, input.reportId));
  if (!row) throw new DomainError("not_found", "report");
  const { pageId, slug, country } = row;
  ctx.authorize("report.decide", { country });
  const { outcome, reportId, answer } = input;
  const decided = await reportsOf(errorReport).decide(ctx, eq(errorReport.id, reportId), {
    state: outcome,
    answer,
  });
  if (decided.length === 0) throw new DomainError("conflict", "report_decided");
  await ctx.record("error.decided", { pageId, slug, reportId, outcome });
}
