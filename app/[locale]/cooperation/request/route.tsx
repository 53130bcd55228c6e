import { cooperationCrumb } from "@/components/cooperation/crumb";
import type { RequestData } from "@/components/cooperation/request/context";
import { scope } from "@/lib/core/versions";
import { documentFonts } from "@/lib/exports/pdf";
import { requestMessages } from "@/lib/i18n/compiled";
import type { Locale } from "@/lib/i18n/locales";
import { asset } from "@/lib/web/pages/assets";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "../../compare/choices";
import { RequestView } from "./request-view";

/** Forms of requests to other countries and to service providers. The same for every reader: nothing is sent here. */
export const GET = document({
  scopes: () => [scope.countries],
  async render(_input, { t, locale }) {
    const title = t("cooperation.request.title");
    return {
      title,
      description: t("cooperation.request.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      refreshScripts: ["request.js"],
      body: <RequestView t={t} locale={locale} data={await requestData(locale)} />,
    };
  },
});

/** What the script needs: it asks the site for nothing afterwards. */
async function requestData(locale: Locale): Promise<RequestData> {
  const choices = await listChoices(locale);
  const countries = choices.flatMap(({ code, label }) => (code ? [{ code, name: label }] : []));
  const files = documentFonts().map(({ file }) => file);
  const fonts = Object.fromEntries(files.map((file) => [file, asset(file)]));
  return { locale, messages: requestMessages(locale), countries, fonts };
}
