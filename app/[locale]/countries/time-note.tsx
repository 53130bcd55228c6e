import { TreatyDoubts } from "@/components/profiles/treaty-doubts";
import { dayText } from "@/components/time";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DirectoryQuery } from "@/lib/profiles/reading/directory/model";
import type { TreatyDoubt, TreatyFigures } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  query: DirectoryQuery;
  day: string;
  figures: readonly TreatyFigures[];
  doubts: readonly TreatyDoubt[];
}

/** Says that the requested day is after the end of the records, which are shown as of their end. */
export function AfterDataNote(
  props: Pick<Props, "t" | "locale" | "query" | "day"> & { isFuture: boolean; end: string | null },
) {
  const { t, locale, query, day, isFuture, end } = props;
  const today = withQuery(localePath(locale, "/countries"), { ...query, asOf: undefined, after: undefined });
  const days = { day: dayText(day, locale, true), end: end ? dayText(end, locale, true) : "–" };
  return (
    <Note kind="warn" icon="clock">
      <p>{t(isFuture ? "profiles.directory.future" : "profiles.directory.afterData", days)}</p>
      <a href={today}>{t("profiles.directory.today")}</a>
    </Note>
  );
}

/** Says that map and list show a past day, with its counts and a link to today. */
export function TimeNote({ t, locale, query, day, figures, doubts }: Props) {
  const today = withQuery(localePath(locale, "/countries"), { ...query, asOf: undefined, after: undefined });
  return (
    <Note icon="clock">
      <p>{t("profiles.directory.then", { day: dayText(day, locale, true) })}</p>
      <ul>
        {figures.map(({ treaty, party, ratified, signatory, invited, notYetBound, unverified }) => (
          <li key={treaty}>
            {t("profiles.directory.thenFigures", {
              treaty: t(`profiles.treaty.${treaty}`),
              party,
              signatory,
            })}{" "}
            {unverified.party + unverified.signatory > 0
              ? t("doubt.figures", { count: unverified.party + unverified.signatory })
              : null}{" "}
            {ratified > 0 ? t("profiles.directory.thenRatified", { count: ratified }) : null}{" "}
            {notYetBound > 0 ? t("profiles.directory.thenNotYetBound", { count: notYetBound }) : null}{" "}
            {invited > 0 ? t("profiles.directory.thenInvited", { count: invited }) : null}{" "}
            {unverified.invited > 0
              ? t("profiles.directory.thenUnverified", { count: unverified.invited })
              : null}
          </li>
        ))}
      </ul>
      <TreatyDoubts t={t} locale={locale} doubts={doubts} />
      <a href={today}>{t("profiles.directory.today")}</a>
    </Note>
  );
}
