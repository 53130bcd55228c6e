import type { TopicPage } from "@/lib/discussions/queries/model";
import { formatter } from "@/lib/i18n/formatter";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { Note } from "../ui/note";

/** Says a number of minutes, in hours if they are whole. */
export const timeText = (t: Translator, minutes: number): string =>
  minutes % 60 === 0
    ? t("discussions.flow.hours", { count: minutes / 60 })
    : t("discussions.flow.minutes", { count: minutes });

/** Returns the words for a timer: when, in the zone in which it was chosen, and which zone that is. */
export const timerValues = ({ at, zone }: { at: Date; zone: string }, locale: Locale) => ({
  when: formatter(locale).dateTime(at, { dateStyle: "full", timeStyle: "short", timeZone: zone }),
  zone: zone.replaceAll("_", " "),
});

/** What will happen to a topic, and how often a member can reply. */
export function TopicState({ t, locale, topic }: { t: Translator; locale: Locale; topic: TopicPage }) {
  const { timers, slowMinutes, isClosed } = topic;
  return (
    <>
      {timers.map((timer) => (
        <Note key={timer.kind} icon="clock">
          {t(`discussions.flow.timer.${timer.kind}`, timerValues(timer, locale))}
        </Note>
      ))}
      {slowMinutes !== null && !isClosed ? (
        <Note icon="clock">{t("discussions.flow.slow", { time: timeText(t, slowMinutes) })}</Note>
      ) : null}
    </>
  );
}
