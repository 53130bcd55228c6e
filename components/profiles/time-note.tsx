import { dayText } from "@/components/time";
import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DirectoryQuery } from "@/lib/profiles/reading/directory/model";
import type { TreatyFigures } from "@/lib/profiles/reading/model";
import { withQuery } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  query: DirectoryQuery;
  day: string;
  figures: readonly TreatyFigures[];
}

/** That map and list show a day of the past, what was counted on it, and the way back. */
export function TimeNote({ t, locale, query, day, figures }: Props) {
  const today = withQuery(localePath(locale, "/countries"), { ...query, asOf: undefined, after: undefined });
  return (
    <Note icon="clock">
      <p>{t("profiles.directory.then", { day: dayText(day, locale, true) })}</p>
      <ul>
        {figures.map(({ treaty, party, signatory }) => (
          <li key={treaty}>
            {t("profiles.directory.thenFigures", {
              treaty: t(`profiles.treaty.${treaty}`),
              party,
              signatory,
            })}
          </li>
        ))}
      </ul>
      <a href={today}>{t("profiles.directory.today")}</a>
    </Note>
  );
}
