import { listMissesSince } from "@/lib/search";
import { mailReport } from "./mail-report";
import { MISSES } from "./model";

/** Searches listed in one report; the rest is on the site. */
const NAMED = 30;
const WEEK_MS = 7 * 86_400_000;

/**
 * Mails administrators the searches of the last seven days without results, most frequent first: only words
 * and counts, as who searched is never stored. No mail if there were none. Returns how many mails were sent.
 */
export async function mailMisses(now = new Date()): Promise<number> {
  const misses = await listMissesSince(new Date(now.getTime() - WEEK_MS));
  if (misses.length === 0) return 0;
  return mailReport({ report: MISSES, name: "search-report", now }, ({ t, address }) => ({
    subject: t("search.report.subject", { count: misses.length }),
    lead: t("search.report.lead"),
    items: misses.slice(0, NAMED).map(({ query, count }) => ({
      title: t("search.quoted", { words: `\u2068${query}\u2069` }),
      lines: [t("search.report.times", { count })],
      href: `${address("/search")}?${new URLSearchParams({ q: query })}`,
    })),
    action: { label: t("search.report.action"), path: "/admin/search" },
    footer: t("search.report.footer"),
  }));
}
