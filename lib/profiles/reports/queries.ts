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

/** How many reports the screen shows at once; those that are decided make room for the rest. */
const SHOWN = 50;

/** The reports that an actor may decide on: of all countries, or of those whose focal point it is. Null: of none. */
function mine(actor: Actor): SQL | undefined | null {
  if (can(actor, "report.decide", { country: "" })) return undefined;
  const own = actor.focalCountries.filter((country) => can(actor, "report.decide", { country }));
  return own.length > 0 ? inArray(profile.iso2, own) : null;
}

/** The reports that wait for an actor's decision, oldest first. Throws `forbidden` to who decides on none. */
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

/** How many reports wait for an actor's decision, and since when. */
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
