import { dayText } from "@/components/time";
import { localeOf, type Translator } from "@/lib/i18n/message";
import type { Participation } from "@/lib/profiles/reading/model";

/** Formats the months of a participation: "Nov 2013 to Oct 2016"; null if unknown. */
export function monthsOf(
  t: Translator,
  { startMonth, endMonth }: Pick<Participation, "startMonth" | "endMonth">,
): string | null {
  const from = startMonth && dayText(startMonth, localeOf(t));
  const to = endMonth && dayText(endMonth, localeOf(t));
  if (from && from === to) return from;
  if (from && to) return t("profiles.participation.months", { from, to });
  if (from) return t("profiles.participation.from", { from });
  return to ? t("profiles.participation.until", { to }) : null;
}
