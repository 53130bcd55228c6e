import { Time } from "@/components/time";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { PurgeReason } from "@/lib/revisions/model";

/** For moderators: that a text was deleted for good, when, by whom and for which reason. */
export function PurgedNote(props: {
  t: Translator;
  locale: Locale;
  purge: { why: PurgeReason; words: string; at: Date; byName: string | null };
}) {
  const { t, locale, purge } = props;
  return (
    <Note icon="lock">
      {t.rich("past.purge.is", {
        why: t(`past.purge.reasons.${purge.why}`),
        when: () => <Time at={purge.at} locale={locale} />,
      })}{" "}
      {t.rich("past.purge.by", { who: () => <bdi>{purge.byName ?? t("common.formerMember")}</bdi> })}{" "}
      <bdi>{purge.words}</bdi>
    </Note>
  );
}
