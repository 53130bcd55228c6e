import { cooperationCrumb } from "@/components/cooperation/crumb";
import {
  NothingRecorded,
  recordsIn,
  SectionPage,
  SectionRecords,
} from "@/components/cooperation/section-parts";
import { PLACES } from "@/components/shell/places";
import { Section } from "@/components/ui/heading";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import { cardPath } from "@/lib/cooperation/card/model";
import { scope } from "@/lib/core/versions";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { authoritiesKind } from "@/lib/profiles/kinds/authorities";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { document } from "@/lib/web/pages/document";
import { CountryParams, pageAbout } from "../../country-page";

const KEY = "authorities";

/** Whom a State named for cooperation, with the date of each declaration and its source. */
export const GET = document({
  params: CountryParams,
  scopes: ({ country }) => [scope.profile(country)],
  async render({ country: typed }, { t, locale }) {
    const page = await pageAbout(typed, { locale }, authoritiesPath);
    if ("to" in page) return page;
    const country = page.head.names[locale];
    return {
      title: t("cooperation.authorities.titleOf", { country }),
      description: t("cooperation.authorities.subOf"),
      crumbs: [
        cooperationCrumb(t),
        { label: t("cooperation.authorities.title"), href: PLACES.authorities },
        { label: country },
      ],
      body: <CountryAuthorities t={t} locale={locale} page={page} />,
    };
  },
});

function CountryAuthorities({ t, locale, page }: { t: Translator; locale: Locale; page: ProfilePage }) {
  const of = { t, locale, page, section: KEY } as const;
  return (
    <SectionPage
      {...of}
      title={t("cooperation.authorities.titleOf", { country: page.head.names[locale] })}
      sub={t("cooperation.authorities.subOf")}
    >
      {recordsIn(page, KEY).records.length > 0 ? (
        <>
          <p>{t("cooperation.authorities.renamed")}</p>
          <p>
            <a href={localePath(locale, cardPath(page.head.slug))}>{t("cooperation.card.print")}</a>
          </p>
          <Section id="list" title={t("cooperation.authorities.functionsLabel")}>
            <SectionRecords {...of} kind={authoritiesKind} />
          </Section>
        </>
      ) : (
        <NothingRecorded
          {...of}
          text={t("cooperation.authorities.none")}
          add={t("cooperation.authorities.add")}
        />
      )}
    </SectionPage>
  );
}
