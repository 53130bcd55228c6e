import { Time } from "@/components/time";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { PurgeReason } from "@/lib/revisions/model";

/** Says that a text was deleted for good, when, and for which reason; to moderators also by whom. */
export function PurgedNote(props: {
  t: Translator;
  locale: Locale;
  /** `byName`: missing for all but moderators; null if the moderator is no longer a member. */
  purge: { why: PurgeReason; words: string; at: Date; byName: string | null | undefined };
}) {
  const { t, locale, purge } = props;
  return (
    <Note icon="lock">
      {t.rich("past.purge.is", {
        why: t(`past.purge.reasons.${purge.why}`),
        when: () => <Time at={purge.at} locale={locale} />,
      })}{" "}
      {purge.byName === undefined
        ? null
        : t.rich("past.purge.by", { who: () => <bdi>{purge.byName ?? t("common.formerMember")}</bdi> })}{" "}
      <bdi>{purge.words}</bdi>
    </Note>
  );
}
