import { ConfidenceTag } from "@/components/content/doubt";
import { Day } from "@/components/time";
import type { Pair } from "@/components/ui/box";
import { languageNames } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { ProfilePage, Region } from "@/lib/profiles/reading/model";
import { COUNTRY_FACTS } from "@/lib/vocabulary/country-facts";
import { LEGAL_SYSTEM_CONFIDENCE, legalSystemOf } from "@/lib/vocabulary/legal-systems";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

/** Lists a country's memberships in organisations, by message key. */
const membershipsOf = ({ isUnMember, isCoeMember }: ProfilePage["head"]) => [
  ...(isUnMember ? (["un"] as const) : []),
  ...(isCoeMember ? (["coe"] as const) : []),
];

/** The date and source of languages and memberships. */
export function CountryOrigin({ t, locale }: Pick<Props, "t" | "locale">) {
  const { asOf, source } = COUNTRY_FACTS;
  return (
    <p className="in-b tiny dim">
      {t.rich("profiles.page.factsOrigin", { day: () => <Day day={asOf} locale={locale} isLong />, source })}
    </p>
  );
}

/** Lists fixed facts about a country: region, languages, legal family, memberships, codes. */
export function countryFacts({ t, locale, page: { head } }: Props): Pair[] {
  const { region, subregion, languages } = head;
  const system = legalSystemOf(head.iso2);
  const memberships = membershipsOf(head);
  return [
    ...(region
      ? [
          {
            term: t("profiles.region.label"),
            value: regionText(t, region as Region, subregion),
          },
        ]
      : []),
    ...(languages.length > 0
      ? [
          {
            term: t("profiles.page.languagesLabel", { count: languages.length }),
            value: (
              <>
                {languageNames(languages, locale)} <ConfidenceTag value={COUNTRY_FACTS.languages} t={t} />
              </>
            ),
          },
        ]
      : []),
    {
      term: t("law.systemLabel"),
      value: system ? (
        <>
          {t(`law.system.${system}`)} <ConfidenceTag value={LEGAL_SYSTEM_CONFIDENCE} t={t} />
        </>
      ) : (
        <span className="dim">{t("profiles.standing.notKnown")}</span>
      ),
    },
    {
      term: t("profiles.page.memberships"),
      value:
        memberships.length === 0
          ? t("profiles.page.observer")
          : memberships.map((one) => (
              <div key={one}>
                {t(`profiles.page.${one}`)} <ConfidenceTag value={COUNTRY_FACTS[one]} t={t} />
              </div>
            )),
    },
    { term: t("profiles.page.codes"), value: <bdi dir="ltr">{`${head.iso2} / ${head.iso3}`}</bdi> },
  ];
}

function regionText(t: Translator, region: Region, subregion: string | null): string {
  const name = t(`profiles.region.${region}`);
  if (!subregion) return name;
  return t("profiles.page.regionOf", {
    region: name,
    subregion: message(t, `profiles.subregion.${subregion}`),
  });
}
