import { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { makeFormStamp } from "@/lib/accounts";
import type { FormState } from "@/lib/core/form-state";
import { sendReport } from "@/lib/flag-kinds";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { prepareReport } from "@/lib/public-reports";
import { REPORT_PATH, REPORT_STATUS_PATH, SendReport } from "@/lib/public-reports/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { OtherWays, ReportForm } from "./report-form";

const NoParams = z.object({});
const Query = z.object({ page: z.string().max(500).optional().catch(undefined) });

/**
 * Reports content that breaks the law or the charter: for everyone, without an account, cookie or script. Drawn for each
 * request, since the form contains the time of its drawing.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ page }, { locale, t, form: sent }) {
    const title = t("flags.public.title");
    const asked = page?.startsWith("/") ? page : "";
    return {
      title,
      description: t("flags.public.sub"),
      canonical: REPORT_PATH,
      crumbs: [{ label: title }],
      body: sent.shown ? (
        <Arrived t={t} locale={locale} title={title} shown={sent.shown} />
      ) : (
        <>
          <PageHead title={title} sub={t("flags.public.sub")} />
          <div className="wrap body cols side">
            <ReportForm
              t={t}
              locale={locale}
              fields={fieldsOf(t, sent, "report")}
              asked={asked}
              stamp={makeFormStamp(new Date())}
            />
            <OtherWays t={t} locale={locale} />
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

/** After a report was sent: where the mail is, or the address at which its sender follows it. */
function Arrived(props: {
  t: Translator;
  locale: Locale;
  title: string;
  shown: NonNullable<FormState["shown"]>;
}) {
  const { t, locale, title, shown } = props;
  const { email, token } = shown;
  const path = withQuery(localePath(locale, REPORT_STATUS_PATH), {
    token: typeof token === "string" ? token : "",
  });
  return (
    <>
      <PageHead title={title} />
      <div className="wrap body stack narrow">
        {typeof email === "string" ? (
          <Note kind="ok" icon="check" role="status" title={t("flags.public.confirmTitle")}>
            {t.rich("flags.public.confirmByMail", { email: () => <bdi>{email}</bdi> })}
          </Note>
        ) : (
          <Note kind="ok" icon="check" role="status" title={t("flags.public.arrived")}>
            <p>{t("flags.public.keepLink")}</p>
            <p>
              <a href={path}>{t("flags.public.statusLink")}</a>
            </p>
          </Note>
        )}
        <p>
          <a href={localePath(locale, REPORT_PATH)}>{t("flags.public.another")}</a>
        </p>
      </div>
    </>
  );
}

export const GET = document(view);

export const POST = form(view, {
  report: spec({
    schema: SendReport,
    limit: "report",
    prepare: (input, { locale }) => prepareReport(input, locale),
    command: sendReport,
    // Neither an address nor the secret of a link is put into the history of the browser.
    shows: (sent) => ({ ...sent }),
    done: () => REPORT_PATH,
  }),
});
