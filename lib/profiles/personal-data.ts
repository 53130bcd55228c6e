import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { sectionCheck } from "@/db/schema/freshness";
import { revisionPatrol } from "@/db/schema/patrol";
import { errorReport } from "@/db/schema/reports";
import { page, section } from "@/db/schema/revisions";
import type { PersonalData } from "@/lib/core/personal-data";
import { removeOldMarks } from "./patrol/retention";
import { removeOldReports } from "./reports/retention";

/** Collects the sections that a member confirmed. */
export async function collectChecks(on: Queryable, memberId: string) {
  return {
    checks: await on
      .select({ kind: sectionCheck.kind, page: page.slug, section: section.key, at: sectionCheck.at })
      .from(sectionCheck)
      .innerJoin(section, eq(section.id, sectionCheck.sectionId))
      .innerJoin(page, eq(page.id, section.pageId))
      .where(eq(sectionCheck.memberId, memberId))
      .orderBy(asc(sectionCheck.at), asc(sectionCheck.id)),
  };
}

/** Personal data about who confirmed sections and who answered readers. */
export const CHECK_DATA: PersonalData = {
  expire: async ({ tx, now }) => ({
    errorReports: await removeOldReports(tx, now),
    patrols: await removeOldMarks(tx, now),
  }),
  collect: collectChecks,
  besides: [sectionCheck.memberId, errorReport.decidedBy, revisionPatrol.memberId],
};
