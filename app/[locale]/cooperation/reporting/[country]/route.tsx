import { cooperationCrumb } from "@/components/cooperation/crumb";
import { PLACES } from "@/components/shell/places";
import { reportingPath } from "@/lib/cooperation/reporting/model";
import { scope } from "@/lib/core/versions";
import { document } from "@/lib/web/pages/document";
import { CountryParams, pageAbout } from "../../country-page";
import { CountryReportingView } from "./country-reporting-view";

/** Where cybercrime can be reported in a country, for the public: the places, and what to keep as evidence. */
export const GET = document({
  params: CountryParams,
  scopes: ({ country }) => [scope.profile(country)],
  async render({ country: typed }, { t, locale }) {
    const page = await pageAbout(typed, { locale }, reportingPath);
    if ("to" in page) return page;
    const country = page.head.names[locale];
    return {
      title: t("cooperation.reporting.titleOf", { country }),
      description: t("cooperation.reporting.subOf"),
      crumbs: [
        cooperationCrumb(t),
        { label: t("cooperation.reporting.title"), href: PLACES.reporting },
        { label: country },
      ],
      body: <CountryReportingView t={t} locale={locale} page={page} />,
    };
  },
});
