import { Time } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Note } from "@/components/ui/note";
import type { BounceState } from "@/lib/bounces/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  state: BounceState;
}

/** Where mails came back from, since when, and what the server said: foreign text, so it is quoted. */
export function BounceFacts({ t, locale, state, more = [] }: Props & { more?: readonly Pair[] }) {
  const { email, since, lastAt, stoppedAt, reason, status } = state;
  return (
    <FactList
      facts={[
        { term: t("me.bounces.address"), value: <bdi>{email}</bdi> },
        { term: t("me.bounces.since"), value: <Time at={since} locale={locale} isDayOnly /> },
        { term: t("me.bounces.last"), value: <Time at={lastAt} locale={locale} isDayOnly /> },
        ...(stoppedAt
          ? [{ term: t("me.bounces.stoppedAt"), value: <Time at={stoppedAt} locale={locale} isDayOnly /> }]
          : []),
        {
          term: t("me.bounces.reason"),
          value: reason || status ? <q dir="auto">{reason || status}</q> : t("me.bounces.noReason"),
        },
        ...more,
      ]}
    />
  );
}

/** Tells a member that mails to them came back, and where they can end that. */
export function BounceNote({ t, locale, state }: Props) {
  return (
    <div className="wrap outcome">
      <Note kind="warn" icon="alert" title={t(state.stoppedAt ? "me.bounces.stopped" : "me.bounces.short")}>
        <a href={`${localePath(locale, "/me/notifications")}#bounces`}>{t("me.bounces.see")}</a>
      </Note>
    </div>
  );
}
