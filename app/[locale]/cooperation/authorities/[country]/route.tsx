import { cooperationCrumb } from "@/components/cooperation/crumb";
import {
  recordsIn,
  SectionFoot,
  SectionRecords,
  SectionSources,
  sectionEditHref,
} from "@/components/cooperation/section-parts";
import { PLACES } from "@/components/shell/places";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import { scope } from "@/lib/core/versions";
import type { Locale } from "@/lib/i18n/locales";
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
  const { slug, names } = page.head;
  const { records } = recordsIn(page, KEY);
  return (
    <>
      <PageHead
        title={t("cooperation.authorities.titleOf", { country: names[locale] })}
        sub={t("cooperation.authorities.subOf")}
      />
      <div className="wrap body stack g6 narrow">
        {records.length > 0 ? (
          <>
            <p>{t("cooperation.authorities.renamed")}</p>
            <Section id="list" title={t("cooperation.authorities.functionsLabel")}>
              <SectionRecords t={t} locale={locale} page={page} section={KEY} kind={authoritiesKind} />
            </Section>
          </>
        ) : (
          <Empty action={<a href={sectionEditHref(locale, slug, KEY)}>{t("cooperation.authorities.add")}</a>}>
            {t("cooperation.authorities.none")}
          </Empty>
        )}
        <SectionSources t={t} locale={locale} page={page} section={KEY} />
        <SectionFoot t={t} locale={locale} page={page} section={KEY} />
      </div>
    </>
  );
}
