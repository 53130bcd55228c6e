import { cooperationCrumb } from "@/components/cooperation/crumb";
import { document } from "@/lib/web/pages/document";
import { RequestView } from "./request-view";

/** Forms of requests to other countries and to service providers. The same for every reader: nothing is sent here. */
export const GET = document({
  async render(_input, { t, locale }) {
    const title = t("cooperation.request.title");
    return {
      title,
      description: t("cooperation.request.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      body: <RequestView t={t} locale={locale} />,
    };
  },
});
