import { titleOf } from "@/components/content/record-title";
import { CooperationCard } from "@/components/cooperation/card";
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
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { authoritiesKind } from "@/lib/profiles/kinds/authorities";
import { cooperationRulesKind } from "@/lib/profiles/kinds/cooperation-rules";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { document } from "@/lib/web/pages/document";
import { CountryParams, pageAbout } from "../../country-page";

const KEY = "cooperation-rules";

/** What a State demands of requests from other countries, on one page to print. */
export const GET = document({
  params: CountryParams,
  scopes: ({ country }) => [scope.profile(country)],
  async render({ country: typed }, { t, locale }) {
    const page = await pageAbout(typed, { locale }, cardPath);
    if ("to" in page) return page;
    const country = page.head.names[locale];
    return {
      title: t("cooperation.card.titleOf", { country }),
      description: t("cooperation.card.sub"),
      crumbs: [
        cooperationCrumb(t),
        { label: t("cooperation.card.list.title"), href: PLACES.cards },
        { label: country },
      ],
      body: <Card t={t} locale={locale} page={page} />,
    };
  },
});

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

function Card({ t, locale, page }: Props) {
  const of = { t, locale, page, section: KEY } as const;
  const { section, records } = recordsIn(page, KEY);
  return (
    <SectionPage
      {...of}
      title={t("cooperation.card.titleOf", { country: page.head.names[locale] })}
      sub={t("cooperation.card.sub")}
    >
      <p>{t("cooperation.card.advice")}</p>
      <Authorities t={t} locale={locale} page={page} />
      {section && records.length > 0 ? (
        <>
          <Section id="card" title={t("cooperation.card.title")}>
            <CooperationCard
              t={t}
              locale={locale}
              lang={locale === section.language ? undefined : section.language}
              records={records}
            />
          </Section>
          <Section id="rules" title={t("cooperation.card.rules")}>
            <SectionRecords {...of} kind={cooperationRulesKind} />
          </Section>
        </>
      ) : (
        <NothingRecorded {...of} text={t("cooperation.card.none")} add={t("cooperation.card.add")} />
      )}
    </SectionPage>
  );
}

/** To whom a request goes; their functions are on a page of their own. */
function Authorities({ t, locale, page }: Props) {
  const { records } = recordsIn(page, "authorities");
  const names = records.map((record) => titleOf(authoritiesKind, record, t, locale));
  return (
    <Section id="whom" title={t("cooperation.authorities.title")}>
      <p>
        <a href={localePath(locale, authoritiesPath(page.head.slug))}>
          {names.length > 0 ? listText(names, locale) : t("cooperation.card.noAuthority")}
        </a>
      </p>
    </Section>
  );
}
