import { SafeLink } from "@/components/content/inline";
import { dayText } from "@/components/time";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { TreatyDoubt, TreatyFigures } from "@/lib/profiles/reading/model";

/** States how many of the counted statuses are unverified. */
export function FiguresDoubt({ t, figures }: { t: Translator; figures: TreatyFigures }) {
  const { party, signatory, invited } = figures.unverified;
  const count = party + signatory + invited;
  return count > 0 ? t("doubt.figures", { count }) : null;
}

/** Shows figures that a source counts differently than the records, with the source. */
export function TreatyDoubts(props: { t: Translator; locale: Locale; doubts: readonly TreatyDoubt[] }) {
  const { t, locale, doubts } = props;
  return doubts.map(({ treaty, measure, day, given, counted, source }) => (
    <p className="small" key={`${treaty}-${measure}`}>
      {t(`profiles.doubt.${measure}`, {
        treaty: t(`profiles.treaty.${treaty}`),
        day: dayText(day, locale, true),
        given,
        counted,
      })}{" "}
      <SafeLink
        href={source.url}
        locale={locale}
        text={
          <span lang="en" dir="ltr">
            {source.title}
          </span>
        }
      />
    </p>
  ));
}
