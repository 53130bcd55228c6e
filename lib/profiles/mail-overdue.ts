import { and, asc, eq, lte, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { formatter } from "@/lib/i18n/translator";
import type { ReportTools, ReportWords, WeeklyReport } from "@/lib/notices";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { OVERDUE, stateAt } from "./freshness/model";
import { responsibleFor } from "./freshness/responsible";
import { partOf } from "./model";
import { type PageNames, sectionTitle } from "./watched/model";

/** Most sections named in a mail; the board lists the rest. */
const NAMED = 30;

interface Overdue {
  slug: string;
  names: PageNames;
  part: NonNullable<ReturnType<typeof partOf>>;
  state: "due" | "outdated";
  reviewBy: Date;
  checkedAt: Date;
}

/**
 * Overdue sections without a recipient for reminders, longest unchecked first: the country has no focal
 * point, and no trusted member edited them lately.
 */
export async function listUnattended(now: Date, on: Queryable = db()): Promise<Overdue[]> {
  const f = sectionFreshness;
  const rows = await on
    .select({
      slug: profile.slug,
      names: PROFILE_NAMES,
      key: section.key,
      reviewBy: f.reviewBy,
      outdatedAt: f.outdatedAt,
      checkedAt: f.checkedAt,
    })
    .from(f)
    .innerJoin(section, eq(section.id, f.sectionId))
    .innerJoin(profile, eq(profile.pageId, f.pageId))
    .where(
      and(
        lte(f.reviewBy, now),
        subselect`not exists (${responsibleFor(sql`${f.pageId}`, sql`${f.sectionId}`)})`,
      ),
    )
    .orderBy(asc(f.checkedAt), asc(f.sectionId));
  return rows.flatMap(({ slug, names, key, ...dates }): Overdue[] => {
    const part = partOf(key);
    const state = stateAt(dates, now);
    if (!part || state === "fresh") return [];
    return [{ slug, names, part, state, ...dates }];
  });
}

/** The overdue sections that have no recipient for reminders, for moderators. */
export const OVERDUE_REPORT: WeeklyReport = {
  report: OVERDUE,
  read: async (until) => {
    const overdue = await listUnattended(until);
    return overdue.length === 0 ? null : (tools) => write(overdue, tools);
  },
};

function write(overdue: readonly Overdue[], { t, locale, address }: ReportTools): ReportWords {
  const date = (at: Date) => formatter(locale).dateTime(at, { dateStyle: "long" });
  const items = overdue.slice(0, NAMED).map(({ slug, names, part, state, reviewBy, checkedAt }) => ({
    title: sectionTitle({ page: names[locale], ...part }, t, locale),
    lines: [t(`freshness.report.${state}`, { date: date(state === "due" ? reviewBy : checkedAt) })],
    href: address(`/countries/${slug}#${part.section}`),
  }));
  const others = overdue.length - items.length;
  return {
    subject: t("freshness.report.subject", { count: overdue.length }),
    lead: t("freshness.report.lead"),
    items,
    others: others > 0 ? t("freshness.report.others", { count: others }) : null,
    action: { label: t("freshness.report.action"), path: "/countries/freshness" },
    footer: t("freshness.report.footer"),
  };
}
