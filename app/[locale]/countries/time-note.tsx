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

/** That the day asked for is still to come, so that what is shown is of now. */
export function FutureNote({ t, locale, query, day }: Pick<Props, "t" | "locale" | "query" | "day">) {
  const today = withQuery(localePath(locale, "/countries"), { ...query, asOf: undefined, after: undefined });
  return (
    <Note kind="warn" icon="clock">
      <p>{t("profiles.directory.future", { day: dayText(day, locale, true) })}</p>
      <a href={today}>{t("profiles.directory.today")}</a>
    </Note>
  );
}

/** That map and list show a day of the past, what was counted on it, and the way back. */
export function TimeNote({ t, locale, query, day, figures, doubts }: Props) {
  const today = withQuery(localePath(locale, "/countries"), { ...query, asOf: undefined, after: undefined });
  return (
    <Note icon="clock">
      <p>{t("profiles.directory.then", { day: dayText(day, locale, true) })}</p>
      <ul>
        {figures.map(({ treaty, party, signatory, invited, unverified }) => (
          <li key={treaty}>
            {t("profiles.directory.thenFigures", {
              treaty: t(`profiles.treaty.${treaty}`),
              party,
              signatory,
            })}{" "}
            {unverified.party + unverified.signatory > 0
              ? t("doubt.figures", { count: unverified.party + unverified.signatory })
              : null}{" "}
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
