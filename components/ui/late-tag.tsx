import { Tag } from "@/components/ui/tag";
import { LATE_DAYS, latenessOf, OVERDUE_DAYS } from "@/lib/core/waiting";
import type { Translator } from "@/lib/i18n/translator";

/** That something waits for a decision for too long; nothing while it does not. For screens: it is of this moment. */
export function LateTag({ t, since }: { t: Translator; since: Date | null }) {
  const lateness = latenessOf(since, new Date());
  if (lateness === null) return null;
  return (
    <Tag kind={lateness === "overdue" ? "bad" : "warn"}>
      {t("moderation.late", { days: lateness === "overdue" ? OVERDUE_DAYS : LATE_DAYS })}
    </Tag>
  );
}
