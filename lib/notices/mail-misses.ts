import { listMissesSince } from "@/lib/search";
import { mailReport } from "./mail-report";
import { MISSES } from "./model";

/** How many questions one report names; the rest stands on the site. */
const NAMED = 30;
const WEEK_MS = 7 * 86_400_000;

/**
 * Mails administrators what was asked for in vain in the last seven days, by how often: the words and the number, and
 * nothing of who asked, which nobody keeps. A week in which all was found has no mail. Answers how many mails went.
 */
export async function mailMisses(now = new Date()): Promise<number> {
  const misses = await listMissesSince(new Date(now.getTime() - WEEK_MS));
  if (misses.length === 0) return 0;
  return mailReport({ report: MISSES, name: "search-report", now }, (t, _locale, address) => ({
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
