import { and, asc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { errorReport } from "@/db/schema/reports";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Waiting } from "@/lib/core/waiting";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { isSectionKey } from "../model";
import type { ReportLine } from "./model";

/** Most reports on the screen; the next appear as these are decided. */
const SHOWN = 50;

/**
 * Selects the reports that an actor can decide on: of all countries, or of those whose focal point they are.
 * Null: none.
 */
function mine(actor: Actor): SQL | undefined | null {
  if (can(actor, "report.decide", { country: "" })) return undefined;
  const own = actor.focalCountries.filter((country) => can(actor, "report.decide", { country }));
  return own.length > 0 ? inArray(profile.iso2, own) : null;
}

/**
 * Lists the reports that await an actor's decision, oldest first. Throws `forbidden` if they can decide on
 * none.
 */
export async function listReports(actor: Actor, on: Queryable = db()): Promise<ReportLine[]> {
  const own = mine(actor);
  if (own === null) throw new DomainError("forbidden", "report_decide", { dormant: actor.dormantRoles });
  const rows = await on
    .select({
      id: errorReport.id,
      slug: profile.slug,
      ...PROFILE_NAMES,
      section: errorReport.section,
      language: errorReport.language,
      text: errorReport.text,
      wantsAnswer: isNotNull(errorReport.email),
      createdAt: errorReport.createdAt,
    })
    .from(errorReport)
    .innerJoin(profile, eq(profile.pageId, errorReport.pageId))
    .where(and(sql`state = 'open'`, own))
    .orderBy(asc(errorReport.createdAt), asc(errorReport.id))
    .limit(SHOWN);
  return rows.map(({ en, fr, ar, section, wantsAnswer, ...rest }) => ({
    ...rest,
    names: { en, fr, ar },
    section: section !== null && isSectionKey(section) ? section : null,
    wantsAnswer: wantsAnswer === true,
  }));
}

/** Counts the reports that await an actor's decision, and finds the oldest. */
export async function countReports(actor: Actor, on: Queryable = db()): Promise<Waiting> {
  const own = mine(actor);
  if (own === null) return { count: 0, oldest: null };
  const [row] = await on
    .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${errorReport.createdAt})` })
    .from(errorReport)
    .innerJoin(profile, eq(profile.pageId, errorReport.pageId))
    .where(and(sql`state = 'open'`, own));
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}
