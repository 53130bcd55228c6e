import { Tag } from "@/components/ui/tag";
import { LATE_DAYS, latenessOf, OVERDUE_DAYS } from "@/lib/core/waiting";
import type { Translator } from "@/lib/i18n/translator";

/**
 * A tag for something that has waited too long for a decision; nothing otherwise. For screens, because it
 * depends on the current time.
 */
export function LateTag({ t, since }: { t: Translator; since: Date | null }) {
  const lateness = latenessOf(since, new Date());
  if (lateness === null) return null;
  return (
    <Tag kind={lateness === "overdue" ? "bad" : "warn"}>
      {t("moderation.late", { days: lateness === "overdue" ? OVERDUE_DAYS : LATE_DAYS })}
    </Tag>
  );
}
