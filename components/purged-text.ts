import type { Translator } from "@/lib/i18n/translator";
import type { PurgeReason } from "@/lib/revisions/model";

/** What is in place of a text that moderators deleted for good; null for any other. */
export const purgedText = (t: Translator, why: PurgeReason | null): string | null =>
  why && t("past.purge.gap", { why: t(`past.purge.reasons.${why}`) });
