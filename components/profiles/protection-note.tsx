import { dayText } from "@/components/time";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Protection } from "@/lib/pages/moderation/model";

/** States that a section is protected: who can edit it, why, until when. */
export function ProtectionNote(props: {
  t: Translator;
  locale: Locale;
  protection: Protection;
  /** Whether the reader cannot edit it. */
  isClosed?: boolean;
}) {
  const { t, locale, protection, isClosed = false } = props;
  const { level, reason } = protection;
  const day = lastDay(protection, locale);
  return (
    <Note kind="warn" icon="lock">
      {t("profiles.protect.note", { who: t(`profiles.protect.is.${level}`) })}
      {day ? <> {t("profiles.protect.untilDay", { day })}</> : null} <q dir="auto">{reason}</q>
      {isClosed ? <> {t("profiles.protect.cannot")}</> : null}
    </Note>
  );
}

/**
 * The same in one line, for readers of the section: a lock with its level, end and reason. `name` is for
 * places outside the section's own heading.
 */
export function ProtectionMark(props: {
  t: Translator;
  locale: Locale;
  protection: Protection;
  name?: string;
}) {
  const { t, locale, protection, name } = props;
  const day = lastDay(protection, locale);
  return (
    <p className="meta">
      {name ? <span>{name}</span> : null}
      <Tag icon="lock">{t(`profiles.protect.mark.${protection.level}`)}</Tag>
      {day ? <span>{t("profiles.protect.untilDay", { day })}</span> : null}
      <q dir="auto">{protection.reason}</q>
    </p>
  );
}

function lastDay({ until }: Protection, locale: Locale): string | null {
  return until ? dayText(until.toISOString().slice(0, 10), locale, true) : null;
}
