import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { errorReport } from "@/db/schema/reports";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Locale } from "@/lib/i18n/locales";
import type { DecideReport, ReportError } from "./model";

/**
 * Keeps an error that somebody points out, for those who review. What a program filled in is answered like any other
 * and not kept, and the same report sent twice is one. Throws `not_found` for an unknown profile.
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
    ctx.untraced("a program's report is not kept");
    return done;
  }
  const id = newId(ctx.now.getTime());
  const hash = createHash("sha256")
    .update(JSON.stringify([owner.pageId, on, lang, text, email]))
    .digest("hex");
  const made = await ctx.tx
    .insert(errorReport)
    .values({
      ...{ id, pageId: owner.pageId, section: on, language: lang, text, email, locale, hash },
      ...{ state: "open", createdAt: ctx.now },
    })
    .onConflictDoNothing({ target: errorReport.hash, where: sql`state = 'open'` })
    .returning({ id: errorReport.id });
  if (made.length === 0) ctx.untraced("the same report waits already");
  else await ctx.record("error.reported", { pageId: owner.pageId, slug, reportId: id, section: on });
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
  const [decided] = await ctx.tx
    .update(errorReport)
    .set({
      ...{ state: input.outcome, answer: input.answer },
      ...{ decidedAt: ctx.now, decidedBy: ctx.actor?.id ?? null },
    })
    .where(and(eq(errorReport.id, input.reportId), eq(errorReport.state, "open")))
    .returning({ id: errorReport.id });
  if (!decided) throw new DomainError("conflict", "report_decided");
  const { outcome, reportId } = input;
  await ctx.record("error.decided", { pageId, slug, reportId, outcome });
}
