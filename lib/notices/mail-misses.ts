import { listMissesSince } from "@/lib/search";
import type { WeeklyReport } from "./mail-report";
import { MISSES } from "./model";

/** Searches listed in one report; the rest is on the site. */
const NAMED = 30;
const WEEK_MS = 7 * 86_400_000;

/**
 * The searches of seven days without results, for administrators, most frequent first: only words and counts, as who
 * searched is never stored.
 */
export const MISSES_REPORT: WeeklyReport = {
  report: MISSES,
  read: async (until) => {
    const misses = await listMissesSince(new Date(until.getTime() - WEEK_MS));
    if (misses.length === 0) return null;
    return ({ t, address }) => ({
      subject: t("search.report.subject", { count: misses.length }),
      lead: t("search.report.lead"),
      items: misses.slice(0, NAMED).map(({ query, count }) => ({
        title: t("search.quoted", { words: `\u2068${query}\u2069` }),
        lines: [t("search.report.times", { count })],
        href: `${address("/search")}?${new URLSearchParams({ q: query })}`,
      })),
      action: { label: t("search.report.action"), path: "/admin/search" },
      footer: t("search.report.footer"),
    });
  },
};
