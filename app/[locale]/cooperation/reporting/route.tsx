import { cooperationCrumb } from "@/components/cooperation/crumb";
import { listReportingCountries } from "@/lib/cooperation/reporting";
import { ReportingQuery, reportingMark, reportingPath } from "@/lib/cooperation/reporting/model";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";
import { slugNamed } from "../country-page";
import { ReportingView } from "./reporting-view";

/** Where cybercrime can be reported, by country and what happened. A chosen country leads to its page. */
export const GET = document({
  query: ReportingQuery,
  scopes: () => [scope.countries],
  async render({ country, what }, { t, locale }) {
    if (country) {
      const slug = await slugNamed(country);
      const to = localePath(locale, reportingPath(slug)) + (what ? `#${reportingMark(what)}` : "");
      return { to, status: 303 };
    }
    const title = t("cooperation.reporting.title");
    return {
      title,
      description: t("cooperation.reporting.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      body: (
        <ReportingView t={t} locale={locale} what={what} countries={await listReportingCountries(what)} />
      ),
    };
  },
});
