import { dayText } from "@/components/time";
import { listText } from "@/lib/i18n/lists";
import { localeOf, message, type Translator } from "@/lib/i18n/translator";
import type { Reviewer } from "@/lib/legal/reading/model";

/** Who assessed a law against an article, and who reviewed that since; null if not recorded. */
export function assessedWords(
  t: Translator,
  { assessedBy, reviewers }: { assessedBy: string | null; reviewers: readonly Omit<Reviewer, "id">[] },
): string | null {
  const locale = localeOf(t);
  const names = reviewers.map(({ name, reviewedOn }) =>
    reviewedOn ? t("law.reviewer", { name, day: dayText(reviewedOn, locale) }) : name,
  );
  const words = [
    ...(assessedBy ? [message(t, `revisions.options.assessor.${assessedBy}`)] : []),
    ...(names.length > 0 ? [t("law.reviewedBy", { names: listText(names, locale) })] : []),
  ];
  return words.length > 0 ? words.join(" · ") : null;
}
